using System.Text.Json.Serialization;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Core.Performance;

/// <summary>An ad account as it is answered. synced_through: the last full day (UTC) that the sync has read; null before its first.</summary>
public sealed record AdAccountResource(
    Platform Platform,
    string AccountId,
    string? AccountName,
    string? Currency,
    string? TimeZone,
    DateOnly? SyncedThrough,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IVersioned
{
    [JsonIgnore]
    public string ETag { get; private init; } = string.Empty;

    public static AdAccountResource From(AdAccount account) => new(
        account.Platform,
        account.AccountId,
        account.AccountName,
        account.Currency,
        account.TimeZone,
        account.SyncedThrough,
        account.CreatedAt,
        account.UpdatedAt)
    {
        ETag = Results.ETag.Of(account.Version),
    };
}
