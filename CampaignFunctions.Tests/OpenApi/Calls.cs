using System.Net;
using CampaignFunctions.Tests.Support;

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

        ["UploadAsset"] = async walk =>
        {
            var space = ("space_id", (object)(await walk.Tenant.ASpaceAsync()).Id);
            var file = TestFile.OfText("Up to 40 % off");
            await walk.CallAsync("UploadAsset", HttpStatusCode.Created, Form(file), route: space);
            await walk.CallAsync("UploadAsset", HttpStatusCode.Conflict, Form(file), route: space);
            await walk.CallAsync("UploadAsset", HttpStatusCode.Created, Form(file: null, ("headline_text", "The summer sale is on")), route: space);
            await walk.CallAsync("UploadAsset", HttpStatusCode.BadRequest, Form(file: null, ("asset_typ", "image")), route: space);
            await walk.CallAsync("UploadAsset", HttpStatusCode.UnsupportedMediaType, new { asset_type = "image" }, route: space);
            await walk.CallAsync("UploadAsset", HttpStatusCode.NotFound, Form(file));
        },
        ["ListCampaignAssets"] = async walk =>
        {
            await walk.CallAsync("ListCampaignAssets", HttpStatusCode.OK);
            await AnAssetAsync(walk, TestFile.OfText("Up to 40 % off"));
            await walk.CallAsync("ListCampaignAssets", HttpStatusCode.OK, query: "asset_type=ad_copy,headline");
            await walk.CallAsync("ListCampaignAssets", HttpStatusCode.BadRequest, query: "asset_type=adcopy");
        },
        ["ListAssetsOfSpace"] = async walk =>
        {
            var asset = await AnAssetAsync(walk);
            await walk.CallAsync("ListAssetsOfSpace", HttpStatusCode.OK, route: ("space_id", asset["campaign_space_id"]));
            await walk.CallAsync("ListAssetsOfSpace", HttpStatusCode.NotFound);
        },
        ["GetCampaignAsset"] = async walk =>
        {
            await walk.CallAsync("GetCampaignAsset", HttpStatusCode.OK, route: ("asset_id", (await AnAssetAsync(walk)).Id));
            await walk.CallAsync("GetCampaignAsset", HttpStatusCode.OK, route: ("asset_id", (await AnAssetAsync(walk, TestFile.OfText("Hello"))).Id));
            await walk.CallAsync("GetCampaignAsset", HttpStatusCode.NotFound);
        },
        ["UpdateCampaignAsset"] = async walk =>
        {
            var asset = ("asset_id", (object)(await AnAssetAsync(walk)).Id);
            await walk.CallAsync("UpdateCampaignAsset", HttpStatusCode.OK, new { title = "New", tags = new[] { "new" } }, route: asset);
            await walk.CallAsync("UpdateCampaignAsset", HttpStatusCode.BadRequest, new { asset_name = "" }, route: asset);
            await walk.CallAsync("UpdateCampaignAsset", HttpStatusCode.PreconditionFailed, new { title = "Old" }, ifMatch: "\"0\"", route: asset);
            await walk.CallAsync("UpdateCampaignAsset", HttpStatusCode.NotFound, new { title = "None" });
        },
        ["DeleteCampaignAsset"] = async walk =>
        {
            var asset = ("asset_id", (object)(await AnAssetAsync(walk)).Id);
            await walk.CallAsync("DeleteCampaignAsset", HttpStatusCode.PreconditionFailed, ifMatch: "\"0\"", route: asset);
            await walk.CallAsync("DeleteCampaignAsset", HttpStatusCode.NoContent, query: "hard=true", route: asset);
            await walk.CallAsync("DeleteCampaignAsset", HttpStatusCode.NotFound, route: asset);
        },
        ["RestoreCampaignAsset"] = async walk =>
        {
            var asset = await AnAssetAsync(walk);
            await walk.Tenant.DeleteAsync($"campaign-assets/{asset.Id}");
            await walk.CallAsync("RestoreCampaignAsset", HttpStatusCode.OK, route: ("asset_id", asset.Id));
            await walk.CallAsync("RestoreCampaignAsset", HttpStatusCode.NotFound);
            await walk.Tenant.DeleteAsync($"campaign-spaces/{asset["campaign_space_id"]}");
            await walk.CallAsync("RestoreCampaignAsset", HttpStatusCode.Conflict, route: ("asset_id", asset.Id));
        },
        ["GetAssetFile"] = async walk =>
        {
            await walk.CallAsync("GetAssetFile", HttpStatusCode.OK, route: ("asset_id", (await AnAssetAsync(walk, TestFile.OfText("Hello"))).Id));
            await walk.CallAsync("GetAssetFile", HttpStatusCode.NotFound, route: ("asset_id", (await AnAssetAsync(walk)).Id));
        },
        ["GetAssetThumbnail"] = async walk =>
        {
            var asset = await AProcessedImageAsync(walk);
            await walk.CallAsync("GetAssetThumbnail", HttpStatusCode.OK, route: ("asset_id", asset.Id));
            await walk.CallAsync("GetAssetThumbnail", HttpStatusCode.NotFound, route: ("asset_id", (await AnAssetAsync(walk)).Id));
        },
        ["ProcessUploadOnObjectEvent"] = async walk =>
        {
            var asset = await AnAssetAsync(walk, TestFile.OfText("Hello"));
            await walk.CallAsync("ProcessUploadOnObjectEvent", HttpStatusCode.NoContent, new { data = new { name = (string)asset["gcs_path"]!, bucket = "passed-over" } });
            await walk.CallAsync("ProcessUploadOnObjectEvent", HttpStatusCode.BadRequest, new { });
        },
    };

    private static async Task<ApiAnswer> AnAssetAsync(Walk walk, TestFile? file = null)
    {
        var space = await walk.Tenant.ASpaceAsync();
        return (await walk.Tenant.UploadAsync(space.Id, file, ("asset_name", "Hero"), ("asset_type", file is null ? "headline" : "ad_copy"), ("headline_text", "On sale"))).Expect(HttpStatusCode.Created);
    }

    private static async Task<ApiAnswer> AProcessedImageAsync(Walk walk)
    {
        var space = await walk.Tenant.ASpaceAsync();
        var asset = (await walk.Tenant.UploadAsync(space.Id, new TestFile("dot.png", "image/png", Convert.FromBase64String(Dot)), ("asset_name", "Dot"), ("asset_type", "image"))).Expect(HttpStatusCode.Created);
        await walk.Tenant.PostAsync("events/objects", new { data = new { name = (string)asset["gcs_path"]! } });

        // The store's own event may have come first, and its work be under way.
        while ((string?)asset["processing_status"] == "pending")
            asset = await walk.Tenant.GetAsync($"campaign-assets/{asset.Id}");
        return asset;
    }

    private static MultipartFormDataContent Form(TestFile? file, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("asset_name", "Hero")).Append(("asset_type", file is null ? "headline" : "ad_copy")))
            form.Add(new StringContent(value), name);
        if (file is not null)
            form.Add(file.ToContent(), "file", file.Name);
        return form;
    }

    /// <summary>A PNG of one pixel.</summary>
    private const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

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
