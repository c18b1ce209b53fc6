using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Media;

/// <summary>Forgets a tenant's parked events that nobody looked at for a month, and those that were given up elsewhere.</summary>
public sealed class SweepUnsettledEvents(CampaignDb db, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Gives how many there were.</summary>
    public async Task<Result<int>> RunAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Lifetime;
        return await db.UnsettledEvents.Where(row => row.LastSeenAt < before).ExecuteDeleteAsync(cancellation);
    }
}
