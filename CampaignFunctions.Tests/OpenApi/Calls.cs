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

        ["ListTemplates"] = async walk =>
        {
            await walk.Tenant.ASpaceAsync(also: EverythingOfASpace);
            await walk.CallAsync("ListTemplates", HttpStatusCode.OK);
        },
        ["SuggestCampaignSpaces"] = async walk =>
        {
            await walk.Tenant.ASpaceAsync("Summer sale");
            await walk.CallAsync("SuggestCampaignSpaces", HttpStatusCode.OK, query: "q=sumer");
            await walk.CallAsync("SuggestCampaignSpaces", HttpStatusCode.BadRequest);
        },
        ["ExportCampaignSpaces"] = async walk =>
        {
            await walk.Tenant.ASpaceAsync(also: EverythingOfASpace);
            await walk.CallAsync("ExportCampaignSpaces", HttpStatusCode.OK, query: "format=csv");
            await walk.CallAsync("ExportCampaignSpaces", HttpStatusCode.OK, query: "format=json");
            await walk.CallAsync("ExportCampaignSpaces", HttpStatusCode.BadRequest, query: "limit=5");
        },
        ["MarkAsTemplate"] = async walk =>
        {
            await walk.CallAsync("MarkAsTemplate", HttpStatusCode.OK, new { template_metadata = new { note = "use me" } }, route: ("space_id", (await walk.Tenant.ASpaceAsync()).Id));
            await walk.CallAsync("MarkAsTemplate", HttpStatusCode.NotFound, new { });
        },
        ["UseTemplate"] = async walk =>
        {
            var template = await walk.Tenant.ASpaceAsync(also: EverythingOfASpace);
            await walk.CallAsync("UseTemplate", HttpStatusCode.Created, new { campaign_name = "Next summer", platform = "tiktok", overrides = new { budget = 10 } }, route: ("template_id", template.Id));
            await walk.CallAsync("UseTemplate", HttpStatusCode.BadRequest, new { }, route: ("template_id", template.Id));
            await walk.CallAsync("UseTemplate", HttpStatusCode.NotFound, new { campaign_name = "Next summer" });
        },
        ["GetCampaignSpaceStats"] = async walk =>
        {
            var asset = await AnAssetAsync(walk, TestFile.OfText("Hello"));
            await walk.CallAsync("GetCampaignSpaceStats", HttpStatusCode.OK, route: ("space_id", asset["campaign_space_id"]));
            await walk.CallAsync("GetCampaignSpaceStats", HttpStatusCode.NotFound);
        },
        ["UpdateSpacePerformance"] = async walk =>
        {
            var totals = new { impressions = 1000, clicks = 20, spend = 12.5, conversions = 1.5, revenue = 80 };
            await walk.CallAsync("UpdateSpacePerformance", HttpStatusCode.OK, totals, route: ("space_id", (await walk.Tenant.ASpaceAsync()).Id));
            await walk.CallAsync("UpdateSpacePerformance", HttpStatusCode.BadRequest, new { impressions = -1 });
            await walk.CallAsync("UpdateSpacePerformance", HttpStatusCode.NotFound, totals);
        },

        ["PutTenant"] = async walk =>
        {
            var tenant = ("tenant_id", (object)walk.Tenant.TenantId);
            await walk.CallAsync("PutTenant", HttpStatusCode.Created, new { name = "Acme" }, route: tenant);
            await walk.CallAsync("PutTenant", HttpStatusCode.OK, new { storage_limit_bytes = 1_000_000 }, route: tenant);
            await walk.CallAsync("PutTenant", HttpStatusCode.BadRequest, new { storage_limit_bytes = -1 }, route: tenant);
            await walk.CallAsync("PutTenant", HttpStatusCode.PreconditionFailed, new { name = "B" }, ifMatch: "\"0\"", route: tenant);
        },
        ["GetTenant"] = async walk =>
        {
            var tenant = ("tenant_id", (object)walk.Tenant.TenantId);
            await walk.CallAsync("GetTenant", HttpStatusCode.NotFound, route: tenant);
            await walk.Tenant.PutAsync($"tenants/{walk.Tenant.TenantId}", new { name = "Acme" });
            await walk.CallAsync("GetTenant", HttpStatusCode.OK, route: tenant);
        },

        ["GetStorageUsage"] = async walk =>
        {
            await walk.CallAsync("GetStorageUsage", HttpStatusCode.OK);
            await AnAssetAsync(walk, TestFile.OfText("Hello"));
            await walk.CallAsync("GetStorageUsage", HttpStatusCode.OK);
        },
        ["CheckStorageLimit"] = async walk =>
        {
            await walk.CallAsync("CheckStorageLimit", HttpStatusCode.OK, new { additional_bytes = 1_000_000 });
            await walk.CallAsync("CheckStorageLimit", HttpStatusCode.BadRequest, new { additional_bytes = -1 });
        },

        ["TrackReuse"] = async walk =>
        {
            var asset = await AnAssetAsync(walk, TestFile.OfText("Hello"));
            await walk.CallAsync("TrackReuse", HttpStatusCode.OK, new { campaign_space_id = asset["campaign_space_id"], reuse_context = new { placement = "story" } }, route: ("asset_id", asset.Id));
            await walk.CallAsync("TrackReuse", HttpStatusCode.OK, new { }, route: ("asset_id", asset.Id));
            await walk.CallAsync("TrackReuse", HttpStatusCode.NotFound, new { });
        },
        ["UndoReuse"] = async walk =>
        {
            var asset = await AnAssetAsync(walk);
            var tracked = await walk.Tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { });
            var reuse = ("reuse_id", (object)tracked["reuse"]["id"]!);
            await walk.CallAsync("UndoReuse", HttpStatusCode.NoContent, route: [("asset_id", asset.Id), reuse]);
            await walk.CallAsync("UndoReuse", HttpStatusCode.NotFound, route: [("asset_id", asset.Id), reuse]);
        },
        ["GetReuseHistory"] = async walk =>
        {
            var asset = await AnAssetAsync(walk);
            await walk.Tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { campaign_space_id = asset["campaign_space_id"] });
            await walk.Tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { reused_in_type = "landing_page", reused_in_name = "Spring" });
            await walk.CallAsync("GetReuseHistory", HttpStatusCode.OK, route: ("asset_id", asset.Id));
            await walk.CallAsync("GetReuseHistory", HttpStatusCode.NotFound);
        },
        ["GetReuseAnalytics"] = async walk =>
        {
            await walk.CallAsync("GetReuseAnalytics", HttpStatusCode.OK);
            var asset = await AnAssetAsync(walk, TestFile.OfText("Hello"));
            await walk.Tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { });
            await walk.CallAsync("GetReuseAnalytics", HttpStatusCode.OK);
            await walk.CallAsync("GetReuseAnalytics", HttpStatusCode.OK, query: "start_date=2026-01-01&asset_type=ad_copy");
            await walk.CallAsync("GetReuseAnalytics", HttpStatusCode.BadRequest, query: "limit=51");
        },

        ["ListAdAccounts"] = async walk =>
        {
            await walk.Tenant.PutAsync($"ad-accounts/meta/{Guid.CreateVersion7()}", new { account_name = "Main", currency = "EUR", time_zone = "Europe/Vienna" });
            await walk.CallAsync("ListAdAccounts", HttpStatusCode.OK);
        },
        ["PutAdAccount"] = async walk =>
        {
            (string, object)[] account = [("platform", "meta"), ("account_id", Guid.CreateVersion7())];
            await walk.CallAsync("PutAdAccount", HttpStatusCode.Created, new { account_name = "Main" }, route: account);
            await walk.CallAsync("PutAdAccount", HttpStatusCode.OK, new { currency = "EUR" }, route: account);
            await walk.CallAsync("PutAdAccount", HttpStatusCode.PreconditionFailed, new { currency = "USD" }, ifMatch: "\"0\"", route: account);
            await walk.CallAsync("PutAdAccount", HttpStatusCode.BadRequest, new { currency = "euro" }, route: account);
        },
        ["DeleteAdAccount"] = async walk =>
        {
            var id = Guid.CreateVersion7();
            await walk.Tenant.PutAsync($"ad-accounts/meta/{id}", new { });
            await walk.CallAsync("DeleteAdAccount", HttpStatusCode.NoContent, route: [("platform", "meta"), ("account_id", id)]);
            await walk.CallAsync("DeleteAdAccount", HttpStatusCode.NotFound, route: [("platform", "meta"), ("account_id", id)]);
        },
        ["ListSyncRuns"] = walk => walk.CallAsync("ListSyncRuns", HttpStatusCode.OK),
        ["GetSpacePerformance"] = async walk =>
        {
            await walk.CallAsync("GetSpacePerformance", HttpStatusCode.OK, query: "granularity=week", route: ("space_id", (await walk.Tenant.ASpaceAsync()).Id));
            await walk.CallAsync("GetSpacePerformance", HttpStatusCode.NotFound);
        },
        ["GetAssetPerformance"] = async walk =>
        {
            await walk.CallAsync("GetAssetPerformance", HttpStatusCode.OK, route: ("asset_id", (await AnAssetAsync(walk)).Id));
            await walk.CallAsync("GetAssetPerformance", HttpStatusCode.NotFound);
        },

        ["ListAuditEvents"] = async walk =>
        {
            var space = await walk.Tenant.ASpaceAsync();
            await walk.Tenant.PutAsync($"campaign-spaces/{space.Id}", new { budget = 10, tags = new[] { "new" }, description = "Long" });
            await walk.Tenant.PostAsync($"campaign-assets/{(await AnAssetAsync(walk)).Id}/reuse", new { });
            await walk.CallAsync("ListAuditEvents", HttpStatusCode.OK);
            await walk.CallAsync("ListAuditEvents", HttpStatusCode.OK, query: $"resource_type=campaign_space&resource_id={space.Id}&action=update&from=2026-01-01&limit=1");
            await walk.CallAsync("ListAuditEvents", HttpStatusCode.BadRequest, query: "action=created");
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
        ["StartDirectUpload"] = async walk =>
        {
            var space = ("space_id", (object)(await walk.Tenant.ASpaceAsync()).Id);
            await walk.CallAsync("StartDirectUpload", HttpStatusCode.Created, Announced(10), route: space);
            await walk.CallAsync("StartDirectUpload", HttpStatusCode.BadRequest, Announced(0), route: space);
            await walk.CallAsync("StartDirectUpload", HttpStatusCode.RequestEntityTooLarge, Announced(long.MaxValue), route: space);
            await walk.CallAsync("StartDirectUpload", HttpStatusCode.UnsupportedMediaType, new { asset_name = "Film", asset_type = "image", file_size = 10, mime_type = "video/mp4" }, route: space);
            await walk.CallAsync("StartDirectUpload", HttpStatusCode.NotFound, Announced(10));
        },
        ["CompleteDirectUpload"] = async walk =>
        {
            var space = (await walk.Tenant.ASpaceAsync()).Id;
            // Bytes of one's own: who has the same as another finds them by their hash.
            var file = TestFile.OfText($"Up to 40 % off {Guid.CreateVersion7():N}");
            var upload = await walk.Tenant.AnAnnouncedUploadAsync(space, file);
            (string, object)[] route = [("space_id", space), ("upload_id", upload["upload_id"])];
            await walk.CallAsync("CompleteDirectUpload", HttpStatusCode.Conflict, route: route);
            (await walk.Tenant.SendBytesAsync(upload, file.Bytes)).Expect(HttpStatusCode.OK);
            await walk.CallAsync("CompleteDirectUpload", HttpStatusCode.Created, route: route);
            await walk.CallAsync("CompleteDirectUpload", HttpStatusCode.NotFound);
        },
        ["PutLocalObject"] = async walk =>
        {
            var file = TestFile.OfText($"Up to 50 % off {Guid.CreateVersion7():N}");
            var upload = await walk.Tenant.AnAnnouncedUploadAsync((await walk.Tenant.ASpaceAsync()).Id, file);
            var signed = new Uri((string)upload["upload_url"]!);
            (string, object)[] route = [("tenant_id", walk.Tenant.TenantId), ("file_id", upload["upload_id"])];
            await walk.CallAsync("PutLocalObject", HttpStatusCode.Forbidden, Bytes(file), query: signed.Query[1..].Replace("size=47", "size=48", StringComparison.Ordinal), route: route);
            await walk.CallAsync("PutLocalObject", HttpStatusCode.BadRequest, Bytes(TestFile.OfText("Other")), query: signed.Query[1..], route: route);
            await walk.CallAsync("PutLocalObject", HttpStatusCode.OK, Bytes(file), query: signed.Query[1..], route: route);
            await walk.CallAsync("PutLocalObject", HttpStatusCode.PreconditionFailed, Bytes(file), query: signed.Query[1..], route: route);
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
        ["ExportCampaignAssets"] = async walk =>
        {
            await AnAssetAsync(walk, TestFile.OfText("Hello"));
            await walk.CallAsync("ExportCampaignAssets", HttpStatusCode.OK, query: "format=json&has_file=true");
            await walk.CallAsync("ExportCampaignAssets", HttpStatusCode.BadRequest, query: "format=xml");
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
            await walk.CallAsync("ProcessUploadOnObjectEvent", HttpStatusCode.BadRequest, new { id = $"{Guid.CreateVersion7()}" });
        },
    };

    private static object Announced(long size) => new { asset_name = "Copy", asset_type = "ad_copy", file_size = size, mime_type = "text/plain" };

    private static ByteArrayContent Bytes(TestFile file) => new(file.Bytes) { Headers = { ContentType = new("text/plain") } };

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
