using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Audit;

/// <summary>
/// What each operation that may change something leaves in the audit: what it does, in every way it can, and what it refuses. An
/// operation without an entry fails the test.
/// </summary>
internal static class AuditedCalls
{
    public static IReadOnlyDictionary<string, Func<AuditedOperation, Task>> ByOperation { get; } = new Dictionary<string, Func<AuditedOperation, Task>>(StringComparer.Ordinal)
    {
        ["CreateCampaignSpace"] = async operation =>
        {
            await operation.CallAsync(HttpStatusCode.Created, space => [$"create campaign_space {space.Id}"], new { campaign_name = "Summer", platform = "meta" });
            await operation.CallAsync(HttpStatusCode.BadRequest, body: new { campaign_name = "Summer" });
        },
        ["UpdateCampaignSpace"] = async operation =>
        {
            var space = ("space_id", (object)(await operation.Tenant.ASpaceAsync()).Id);
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"update campaign_space {space.Item2}"], new { budget = 10 }, route: space);
            // It is written, and its ETag changes.
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"update campaign_space {space.Item2}"], new { budget = 10 }, route: space);
            await operation.CallAsync(HttpStatusCode.BadRequest, body: new { budget = -1 }, route: space);
            await operation.CallAsync(HttpStatusCode.PreconditionFailed, body: new { budget = 1 }, ifMatch: "\"0\"", route: space);
            await operation.CallAsync(HttpStatusCode.NotFound, body: new { budget = 1 });
        },
        ["DeleteCampaignSpace"] = async operation =>
        {
            var asset = await AnAssetAsync(operation, TestFile.OfRandomBytes());
            var other = (await operation.Tenant.AnAssetAsync(SpaceOf(asset))).Expect(HttpStatusCode.Created);
            await operation.Tenant.DeleteAsync($"campaign-assets/{other.Id}");
            var space = ("space_id", (object)SpaceOf(asset));

            await operation.CallAsync(HttpStatusCode.PreconditionFailed, ifMatch: "\"0\"", route: space);
            await operation.CallAsync(HttpStatusCode.NoContent, _ => [$"delete campaign_space {space.Item2}", $"delete campaign_asset {asset.Id}"], route: space);
            await operation.CallAsync(HttpStatusCode.NotFound, route: space);
            await operation.CallAsync(
                HttpStatusCode.NoContent,
                _ => [$"hard_delete campaign_space {space.Item2}", $"hard_delete campaign_asset {asset.Id}", $"hard_delete campaign_asset {other.Id}"],
                query: "hard=true",
                route: space);
            await operation.CallAsync(HttpStatusCode.NotFound, query: "hard=true", route: space);
        },
        ["RestoreCampaignSpace"] = async operation =>
        {
            var asset = await AnAssetAsync(operation);
            var space = ("space_id", (object)SpaceOf(asset));
            await operation.Tenant.DeleteAsync($"campaign-spaces/{space.Item2}");

            await operation.CallAsync(HttpStatusCode.OK, _ => [$"restore campaign_space {space.Item2}", $"restore campaign_asset {asset.Id}"], route: space);
            // A live one stays as it is.
            await operation.CallAsync(HttpStatusCode.OK, route: space);
            await operation.CallAsync(HttpStatusCode.NotFound);
        },
        ["MarkAsTemplate"] = async operation =>
        {
            var space = ("space_id", (object)(await operation.Tenant.ASpaceAsync()).Id);
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"mark_as_template campaign_space {space.Item2}"], new { }, route: space);
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"mark_as_template campaign_space {space.Item2}"], new { is_template = false }, route: space);
            await operation.CallAsync(HttpStatusCode.NotFound, body: new { });
        },
        ["UseTemplate"] = async operation =>
        {
            var asset = await AnAssetAsync(operation, TestFile.OfRandomBytes());
            var template = ("template_id", (object)SpaceOf(asset));
            await operation.CallAsync(HttpStatusCode.NotFound, body: new { campaign_name = "Next" }, route: template);
            await operation.Tenant.PostAsync($"campaign-spaces/{template.Item2}/mark-as-template", new { });
            await operation.CallAsync(HttpStatusCode.BadRequest, body: new { campaign_name = "Next", budget = -1 }, route: template);

            await operation.CallAsync(
                HttpStatusCode.Created,
                async space => [$"use_template campaign_space {template.Item2}", $"create campaign_space {space.Id}", $"create campaign_asset {await OnlyAssetOfAsync(operation, space.Id)}"],
                new { campaign_name = "Next" },
                route: template);
        },
        ["UpdateSpacePerformance"] = async operation =>
        {
            var space = ("space_id", (object)(await operation.Tenant.ASpaceAsync()).Id);
            var totals = new { impressions = 1000, clicks = 20, spend = 12.5, conversions = 1.5, revenue = 80 };
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"update_performance campaign_space {space.Item2}"], totals, route: space);
            await operation.CallAsync(HttpStatusCode.BadRequest, body: new { impressions = 1 }, route: space);
            await operation.CallAsync(HttpStatusCode.NotFound, body: totals);
        },

        ["UploadAsset"] = async operation =>
        {
            var space = ("space_id", (object)(await operation.Tenant.ASpaceAsync()).Id);
            var file = TestFile.OfRandomBytes();
            await operation.CallAsync(HttpStatusCode.Created, asset => [$"create campaign_asset {asset.Id}"], Form(file), route: space);
            await operation.CallAsync(HttpStatusCode.Conflict, body: Form(file), route: space);
            await operation.CallAsync(HttpStatusCode.Created, asset => [$"create campaign_asset {asset.Id}"], Form(file, ("skip_duplicate_check", "true")), route: space);
            await operation.CallAsync(HttpStatusCode.Created, asset => [$"create campaign_asset {asset.Id}"], Form(file: null), route: space);
            await operation.CallAsync(HttpStatusCode.NotFound, body: Form(TestFile.OfRandomBytes()));

            // Placed, and then rolled back.
            await operation.Tenant.PutAsync($"tenants/{operation.Tenant.TenantId}", new { storage_limit_bytes = 1 });
            await operation.CallAsync(HttpStatusCode.InsufficientStorage, body: Form(TestFile.OfRandomBytes()), route: space);
        },
        // An upload announced is no asset yet, and bytes that came are not either.
        ["StartDirectUpload"] = async operation =>
        {
            var announced = new { asset_name = "Copy", asset_type = "ad_copy", file_size = 10, mime_type = "text/plain" };
            await operation.CallAsync(HttpStatusCode.Created, body: announced, route: ("space_id", (await operation.Tenant.ASpaceAsync()).Id));
            await operation.CallAsync(HttpStatusCode.NotFound, body: announced);
        },
        ["PutLocalObject"] = async operation =>
        {
            var file = TestFile.OfRandomBytes();
            var upload = await operation.Tenant.AnAnnouncedUploadAsync((await operation.Tenant.ASpaceAsync()).Id, file);
            (string, object)[] route = [("tenant_id", operation.Tenant.TenantId), ("file_id", upload["upload_id"])];
            var bytes = new ByteArrayContent(file.Bytes) { Headers = { ContentType = new((string)upload["headers"]["content-type"]!) } };
            await operation.CallAsync(HttpStatusCode.OK, body: bytes, query: new Uri((string)upload["upload_url"]!).Query[1..], route: route);
            await operation.CallAsync(HttpStatusCode.BadRequest, route: route);
        },
        ["CompleteDirectUpload"] = async operation =>
        {
            var space = (await operation.Tenant.ASpaceAsync()).Id;
            var file = TestFile.OfRandomBytes();
            var upload = await operation.Tenant.AnAnnouncedUploadAsync(space, file);
            (string, object)[] route = [("space_id", space), ("upload_id", upload["upload_id"])];
            await operation.CallAsync(HttpStatusCode.Conflict, route: route);
            (await operation.Tenant.SendBytesAsync(upload, file.Bytes)).Expect(HttpStatusCode.OK);
            await operation.CallAsync(HttpStatusCode.Created, asset => [$"create campaign_asset {asset.Id}"], route: route);
            await operation.CallAsync(HttpStatusCode.Created, route: route);
        },
        ["UpdateCampaignAsset"] = async operation =>
        {
            var asset = ("asset_id", (object)(await AnAssetAsync(operation)).Id);
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"update campaign_asset {asset.Item2}"], new { title = "New" }, route: asset);
            await operation.CallAsync(HttpStatusCode.BadRequest, body: new { asset_type = "image" }, route: asset);
            await operation.CallAsync(HttpStatusCode.PreconditionFailed, body: new { title = "Old" }, ifMatch: "\"0\"", route: asset);
            await operation.CallAsync(HttpStatusCode.NotFound, body: new { title = "None" });
        },
        ["DeleteCampaignAsset"] = async operation =>
        {
            var asset = ("asset_id", (object)(await AnAssetAsync(operation, TestFile.OfRandomBytes())).Id);
            await operation.CallAsync(HttpStatusCode.PreconditionFailed, ifMatch: "\"0\"", route: asset);
            await operation.CallAsync(HttpStatusCode.NoContent, _ => [$"delete campaign_asset {asset.Item2}"], route: asset);
            await operation.CallAsync(HttpStatusCode.NotFound, route: asset);
            await operation.CallAsync(HttpStatusCode.NoContent, _ => [$"hard_delete campaign_asset {asset.Item2}"], query: "hard=true", route: asset);
            await operation.CallAsync(HttpStatusCode.NotFound, query: "hard=true", route: asset);
        },
        ["RestoreCampaignAsset"] = async operation =>
        {
            var file = TestFile.OfRandomBytes();
            var asset = await AnAssetAsync(operation, file);
            await operation.Tenant.DeleteAsync($"campaign-assets/{asset.Id}");
            var twin = (await operation.Tenant.UploadAsync(SpaceOf(asset), file, ("asset_name", "Twin"), ("asset_type", "other"))).Expect(HttpStatusCode.Created);

            await operation.CallAsync(HttpStatusCode.Conflict, route: ("asset_id", asset.Id));
            await operation.Tenant.DeleteAsync($"campaign-assets/{twin.Id}");
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"restore campaign_asset {asset.Id}"], route: ("asset_id", asset.Id));
            // A live one stays as it is.
            await operation.CallAsync(HttpStatusCode.OK, route: ("asset_id", asset.Id));
            await operation.CallAsync(HttpStatusCode.NotFound);
        },
        ["TrackReuse"] = async operation =>
        {
            var asset = await AnAssetAsync(operation);
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"reuse campaign_asset {asset.Id}"], new { campaign_space_id = SpaceOf(asset) }, route: ("asset_id", asset.Id));
            await operation.CallAsync(HttpStatusCode.NotFound, body: new { campaign_space_id = Guid.CreateVersion7() }, route: ("asset_id", asset.Id));
            await operation.CallAsync(HttpStatusCode.NotFound, body: new { });
        },
        ["UndoReuse"] = async operation =>
        {
            var asset = await AnAssetAsync(operation);
            var reuse = (await operation.Tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { }))["reuse"]["id"]!;
            await operation.CallAsync(HttpStatusCode.NoContent, _ => [$"undo_reuse campaign_asset {asset.Id}"], route: [("asset_id", asset.Id), ("reuse_id", reuse)]);
            await operation.CallAsync(HttpStatusCode.NotFound, route: [("asset_id", asset.Id), ("reuse_id", reuse)]);
        },

        ["PutAdAccount"] = async operation =>
        {
            (string, object)[] account = [("platform", "meta"), ("account_id", Guid.CreateVersion7())];
            await operation.CallAsync(HttpStatusCode.Created, _ => [$"create ad_account meta/{account[1].Item2}"], new { account_name = "Main" }, route: account);
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"update ad_account meta/{account[1].Item2}"], new { currency = "EUR" }, route: account);
            await operation.CallAsync(HttpStatusCode.PreconditionFailed, body: new { currency = "USD" }, ifMatch: "\"0\"", route: account);

            var taken = Guid.CreateVersion7();
            await operation.AnotherTenant().PutAsync($"ad-accounts/meta/{taken}", new { });
            await operation.CallAsync(HttpStatusCode.Conflict, body: new { }, route: [("platform", "meta"), ("account_id", taken)]);
        },
        ["DeleteAdAccount"] = async operation =>
        {
            (string, object)[] account = [("platform", "meta"), ("account_id", Guid.CreateVersion7())];
            await operation.Tenant.PutAsync($"ad-accounts/meta/{account[1].Item2}", new { });
            await operation.CallAsync(HttpStatusCode.PreconditionFailed, ifMatch: "\"0\"", route: account);
            await operation.CallAsync(HttpStatusCode.NoContent, _ => [$"hard_delete ad_account meta/{account[1].Item2}"], route: account);
            await operation.CallAsync(HttpStatusCode.NotFound, route: account);
        },
        ["PutTenant"] = async operation =>
        {
            var tenant = ("tenant_id", (object)operation.Tenant.TenantId);
            await operation.CallAsync(HttpStatusCode.BadRequest, body: new { storage_limit_bytes = -1 }, route: tenant);
            await operation.CallAsync(HttpStatusCode.PreconditionFailed, body: new { name = "B" }, ifMatch: "\"0\"", route: tenant);
            await operation.CallAsync(HttpStatusCode.Created, _ => [$"create tenant {tenant.Item2}"], new { name = "Acme" }, route: tenant);
            await operation.CallAsync(HttpStatusCode.OK, _ => [$"update tenant {tenant.Item2}"], new { storage_limit_bytes = 1_000_000 }, route: tenant);
        },

        // A question, though it is a POST.
        ["CheckStorageLimit"] = async operation =>
        {
            await operation.CallAsync(HttpStatusCode.OK, body: new { additional_bytes = 1_000_000 });
            await operation.CallAsync(HttpStatusCode.BadRequest, body: new { additional_bytes = -1 });
        },
        // What follows from an upload is no act of its own.
        ["ProcessUploadOnObjectEvent"] = async operation =>
        {
            var asset = await AnAssetAsync(operation, TestFile.OfText("Hello"));
            await operation.CallAsync(HttpStatusCode.NoContent, body: new { data = new { name = (string)asset["gcs_path"]! } });
            await operation.CallAsync(HttpStatusCode.BadRequest, body: new { id = $"{Guid.CreateVersion7()}" });
        },
    };

    private static Guid SpaceOf(ApiAnswer asset) => Guid.Parse((string)asset["campaign_space_id"]!);

    private static async Task<Guid> OnlyAssetOfAsync(AuditedOperation operation, Guid spaceId) =>
        (Guid)(await operation.Tenant.GetAsync($"campaign-assets/campaign-spaces/{spaceId}/assets")).Expect(HttpStatusCode.OK)["assets"].AsArray().Single()!["id"]!;

    private static async Task<ApiAnswer> AnAssetAsync(AuditedOperation operation, TestFile? file = null)
    {
        var space = await operation.Tenant.ASpaceAsync();
        return (await operation.Tenant.UploadAsync(space.Id, file, ("asset_name", "Hero"), ("asset_type", file is null ? "headline" : "other"))).Expect(HttpStatusCode.Created);
    }

    private static MultipartFormDataContent Form(TestFile? file, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("asset_name", "Hero")).Append(("asset_type", file is null ? "headline" : "other")))
            form.Add(new StringContent(value), name);
        if (file is not null)
            form.Add(file.ToContent(), "file", file.Name);
        return form;
    }
}
