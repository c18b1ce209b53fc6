using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

public sealed class GetCampaignSpace(CampaignDb db)
{
    private static readonly Func<CampaignDb, Guid, CancellationToken, Task<CampaignSpace?>> ById = EF.CompileAsyncQuery(
        (CampaignDb db, Guid id, CancellationToken cancellation) => db.CampaignSpaces.AsNoTracking().FirstOrDefault(space => space.Id == id));

    public async Task<Result<CampaignSpaceResource>> RunAsync(Guid id, CancellationToken cancellation)
    {
        var space = await ById(db, id, cancellation);
        return space is null ? SpaceErrors.NotFound() : CampaignSpaceResource.From(space);
    }
}
