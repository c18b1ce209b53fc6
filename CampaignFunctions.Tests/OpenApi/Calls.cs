using System.Net;

namespace CampaignFunctions.Tests.OpenApi;

/// <summary>How each operation is called: once for every answer worth seeing. An operation without an entry fails the contract test.</summary>
internal static class Calls
{
    public static IReadOnlyDictionary<string, Func<Walk, Task>> ByOperation { get; } = new Dictionary<string, Func<Walk, Task>>(StringComparer.Ordinal)
    {
        ["Health"] = walk => walk.CallAsync("Health", HttpStatusCode.OK),
        ["HealthReady"] = walk => walk.CallAsync("HealthReady", HttpStatusCode.OK),
        ["OpenApiDocument"] = walk => walk.CallAsync("OpenApiDocument", HttpStatusCode.OK),
        ["ApiDocs"] = walk => walk.CallAsync("ApiDocs", HttpStatusCode.OK),

        ["CreateCampaignSpace"] = async walk =>
        {
            await walk.CallAsync("CreateCampaignSpace", HttpStatusCode.Created, new { campaign_name = "Summer", platform = "meta" });
            await walk.CallAsync("CreateCampaignSpace", HttpStatusCode.Created, EverythingOfASpace);
            await walk.CallAsync("CreateCampaignSpace", HttpStatusCode.BadRequest, new { campaign_nam = "Summer" });
            await walk.CallAsync("CreateCampaignSpace", HttpStatusCode.BadRequest, new { campaign_name = "", platform = "meta" });
            using var text = new StringContent("campaign_name=Summer");
            await walk.CallAsync("CreateCampaignSpace", HttpStatusCode.UnsupportedMediaType, text);
            await walk.CallAsync("CreateCampaignSpace", HttpStatusCode.RequestEntityTooLarge, new { campaign_name = new string('x', 2_000_000) });
        },
        ["ListCampaignSpaces"] = async walk =>
        {
            await walk.CallAsync("ListCampaignSpaces", HttpStatusCode.OK);
            await walk.Tenant.ASpaceAsync();
            await walk.Tenant.ASpaceAsync(also: EverythingOfASpace);
            await walk.CallAsync("ListCampaignSpaces", HttpStatusCode.OK, query: "limit=1");
            await walk.CallAsync("ListCampaignSpaces", HttpStatusCode.OK);
            await walk.CallAsync("ListCampaignSpaces", HttpStatusCode.BadRequest, query: "limit=0");
        },
        ["GetCampaignSpace"] = async walk =>
        {
            var space = await walk.Tenant.ASpaceAsync(also: EverythingOfASpace);
            await walk.CallAsync("GetCampaignSpace", HttpStatusCode.OK, route: ("space_id", space.Id));
            await walk.CallAsync("GetCampaignSpace", HttpStatusCode.NotFound);
        },
        ["UpdateCampaignSpace"] = async walk =>
        {
            var space = await walk.Tenant.ASpaceAsync();
            await walk.CallAsync("UpdateCampaignSpace", HttpStatusCode.OK, new { is_archived = true, budget = 10.5 }, route: ("space_id", space.Id));
            await walk.CallAsync("UpdateCampaignSpace", HttpStatusCode.BadRequest, new { campaign_name = (string?)null }, route: ("space_id", space.Id));
            await walk.CallAsync("UpdateCampaignSpace", HttpStatusCode.PreconditionFailed, new { budget = 1 }, ifMatch: "\"0\"", route: ("space_id", space.Id));
            await walk.CallAsync("UpdateCampaignSpace", HttpStatusCode.NotFound, new { budget = 1 });
        },
        ["DeleteCampaignSpace"] = async walk =>
        {
            var space = await walk.Tenant.ASpaceAsync();
            await walk.CallAsync("DeleteCampaignSpace", HttpStatusCode.PreconditionFailed, ifMatch: "\"0\"", route: ("space_id", space.Id));
            await walk.CallAsync("DeleteCampaignSpace", HttpStatusCode.NoContent, route: ("space_id", space.Id));
            await walk.CallAsync("DeleteCampaignSpace", HttpStatusCode.NotFound, route: ("space_id", space.Id));
        },
        ["RestoreCampaignSpace"] = async walk =>
        {
            var space = await walk.Tenant.ASpaceAsync();
            await walk.Tenant.DeleteAsync($"campaign-spaces/{space.Id}");
            await walk.CallAsync("RestoreCampaignSpace", HttpStatusCode.OK, route: ("space_id", space.Id));
            await walk.CallAsync("RestoreCampaignSpace", HttpStatusCode.NotFound);
        },
    };

    private static object EverythingOfASpace => new
    {
        campaign_name = "Everything 🌞",
        platform = "google_ads",
        brand_id = "brand",
        external_campaign_id = "21474836480",
        description = "All members set",
        campaign_objective = "conversions",
        target_audience = "everybody",
        budget = 5000.25,
        currency = "EUR",
        campaign_start_date = "2026-06-01",
        campaign_end_date = "2026-08-31",
        import_source = "csv_import",
        import_metadata = new { file = new { name = "export.csv", rows = new[] { 1, 2 } } },
        tags = new[] { "summer", "sale" },
        category = "seasonal",
        is_template = true,
        template_metadata = new { note = "use me" },
        is_archived = true,
    };
}
