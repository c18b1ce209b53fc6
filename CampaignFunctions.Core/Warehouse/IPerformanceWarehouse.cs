using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Core.Warehouse;

/// <summary>An advertiser account whose rows are asked for.</summary>
public sealed record WarehouseAccount(Platform Platform, string AccountId);

/// <summary>The rows of these accounts, of one level, of the days from first to last, both included.</summary>
public sealed record WarehouseQuery(PerformanceLevel Level, IReadOnlyCollection<WarehouseAccount> Accounts, DateOnly From, DateOnly To);

/// <summary>What a campaign or ad did on one day, or a part of it: sources split days by device, network or slot. Money in the account's currency.</summary>
public readonly record struct WarehouseRow(
    DateOnly Day,
    Platform Platform,
    string AccountId,
    string ExternalId,
    long Clicks,
    long Impressions,
    decimal Spend,
    decimal Conversions,
    decimal ConversionsValue);

/// <summary>Where the raw performance lies.</summary>
public interface IPerformanceWarehouse
{
    /// <summary>False for a platform whose rows could never lie here: its accounts are left alone, with the rows they have.</summary>
    bool Covers(Platform platform) => true;

    /// <summary>False when there is nothing at all that could hold rows of this level; not to be taken for "no rows".</summary>
    Task<bool> HasAsync(PerformanceLevel level, CancellationToken cancellation);

    /// <summary>Streams the rows, in no order. Several of one account, id and day are to be summed.</summary>
    /// <exception cref="WarehouseFaultException">What lies there cannot be read as performance; what was given so far must not be used.</exception>
    IAsyncEnumerable<WarehouseRow> ReadAsync(WarehouseQuery query, CancellationToken cancellation);
}
