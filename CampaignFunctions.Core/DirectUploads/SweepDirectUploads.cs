using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.DirectUploads;

/// <summary>
/// Forgets a tenant's direct uploads that have expired. What was reserved for them expires by itself, and their objects are
/// orphans from then on.
/// </summary>
public sealed class SweepDirectUploads(CampaignDb db, TimeProvider time)
{
    /// <summary>Gives how many there were.</summary>
    public async Task<Result<int>> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await db.DirectUploads.Where(upload => upload.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
    }
}
