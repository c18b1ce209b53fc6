using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

/// <summary>A campaign space's performance over time; empty while it is linked to no campaign.</summary>
public sealed class GetSpacePerformance(CampaignDb db, ReadPerformanceSeries readPerformanceSeries)
{
    public async Task<Result<PerformanceSeries>> RunAsync(Guid id, PerformanceQuery query, CancellationToken cancellation)
    {
        var space = await db.CampaignSpaces
            .Where(space => space.Id == id)
            .Select(space => new { space.Platform, space.ExternalCampaignId })
            .FirstOrDefaultAsync(cancellation);

        return space is null
            ? SpaceErrors.NotFound()
            : await readPerformanceSeries.RunAsync(PerformanceLevel.Campaign, space.Platform, space.ExternalCampaignId, query, cancellation);
    }
}
