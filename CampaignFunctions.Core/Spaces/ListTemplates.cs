using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Spaces;

/// <summary>The list of campaign spaces, of those that are templates.</summary>
public sealed class ListTemplates(CampaignDb db)
{
    public async Task<Result<CampaignSpacePage>> RunAsync(CampaignSpaceQuery query, CancellationToken cancellation) =>
        query.IsTemplate is false
            ? OperationError.Invalid("is_template", "is always true here; GET /campaign-spaces lists the others.")
            : await CampaignSpacePage.ReadAsync(db, query with { IsTemplate = true }, list: "templates", cancellation);
}
