using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Spaces;

/// <summary>A campaign's totals, all of them. Conversions may be fractional: some platforms attribute parts of one.</summary>
public sealed record SpacePerformanceInput
{
    [Required]
    [NotNegative]
    public long? Impressions { get; init; }

    [Required]
    [NotNegative]
    public long? Clicks { get; init; }

    [Required]
    [Money]
    public decimal? Spend { get; init; }

    [Required]
    [Money]
    public decimal? Conversions { get; init; }

    [Required]
    [Money]
    public decimal? Revenue { get; init; }
}

/// <summary>Sets a space's cached totals, until the next sync if the warehouse has numbers of the campaign; the database derives avg_ctr and avg_roas.</summary>
public sealed class UpdateSpacePerformance(CampaignDb db, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(Guid id, SpacePerformanceInput totals, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        if (await db.LockSpaceAsync(id, cancellation) is not { } space)
            return SpaceErrors.NotFound();

        var before = TotalsOf(space);
        var now = time.UtcInstant();
        space.TotalImpressions = totals.Impressions!.Value;
        space.TotalClicks = totals.Clicks!.Value;
        space.TotalSpend = totals.Spend!.Value;
        space.TotalConversions = totals.Conversions!.Value;
        space.TotalRevenue = totals.Revenue!.Value;
        space.HasSyncedTotals = false;
        space.PerformanceLastUpdated = now;
        space.UpdatedAt = now;
        audit.Add(AuditAction.UpdatePerformance, space, ChangedMembers.Between(before, totals));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }

    private static SpacePerformanceInput TotalsOf(CampaignSpace space) => new()
    {
        Impressions = space.TotalImpressions,
        Clicks = space.TotalClicks,
        Spend = space.TotalSpend,
        Conversions = space.TotalConversions,
        Revenue = space.TotalRevenue,
    };
}
