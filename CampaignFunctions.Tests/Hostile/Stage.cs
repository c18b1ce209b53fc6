using System.Collections.Concurrent;
using System.Net;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>A tenant with one of everything, so that every operation can be called and succeed.</summary>
internal sealed class Stage
{
    private readonly Dictionary<string, string> lasting = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Guid> sentUploads = [];

    private Stage(TenantApi tenant) => Tenant = tenant;

    public TenantApi Tenant { get; }

    /// <summary>What stands in every address of the operation: what the file store signs.</summary>
    public string SignedQuery { get; private set; } = string.Empty;

    public static async Task<Stage> SetAsync(TenantApi tenant)
    {
        var stage = new Stage(tenant);
        (await tenant.PutAsync($"tenants/{tenant.TenantId}", new { name = "A tenant" })).Expect(HttpStatusCode.Created);
        var space = await tenant.ASpaceAsync("Spring", also: new { is_template = true, external_campaign_id = "1" });
        await tenant.ASpaceAsync("Autumn", also: new { is_template = true });
        var asset = await stage.AnAssetAsync(space.Id, file: TestFile.OfText($"Up to 40 % off {tenant.TenantId}"));
        await stage.AnAssetAsync(space.Id);
        var reuse = (await tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { campaign_space_id = space.Id })).Expect(HttpStatusCode.OK);
        await tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { reused_in_type = "landing_page" });
        var account = await stage.AnAccountAsync();
        await stage.AnAccountAsync();
        var upload = await tenant.AnAnnouncedUploadAsync(space.Id, TestFile.OfText("To come"), new { asset_type = "ad_copy" });

        stage.SignedQuery = new Uri((string)upload["upload_url"]!).Query[1..];
        foreach (var (name, value) in new[]
        {
            ("tenant_id", tenant.TenantId), ("space_id", $"{space.Id}"), ("template_id", $"{space.Id}"), ("asset_id", $"{asset.Id}"), ("reuse_id", (string)reuse["reuse"]["id"]!),
            ("upload_id", (string)upload["upload_id"]!), ("file_id", (string)upload["upload_id"]!), ("platform", "meta"), ("account_id", account), ("gcs_path", (string)asset["gcs_path"]!),
        })
            stage.lasting[name] = value;
        return stage;
    }

    /// <summary>Whether the operation succeeds but once where it did.</summary>
    public static bool IsUsedUp(DescribedOperation operation) =>
        operation.Method == HttpMethod.Delete || operation.Id is "RestoreCampaignSpace" or "RestoreCampaignAsset" or "CompleteDirectUpload";

    /// <summary>An address at which the operation succeeds, by parameter.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RouteAsync(DescribedOperation operation) => operation.Id switch
    {
        "DeleteCampaignSpace" => With("space_id", (await Tenant.ASpaceAsync()).Id),
        "RestoreCampaignSpace" => With("space_id", await DeletedAsync("campaign-spaces", (await Tenant.ASpaceAsync()).Id)),
        "DeleteCampaignAsset" => With("asset_id", (await AnAssetAsync(SpaceId)).Id),
        "RestoreCampaignAsset" => With("asset_id", await DeletedAsync("campaign-assets", (await AnAssetAsync(SpaceId)).Id)),
        "UndoReuse" => With("reuse_id", (await Tenant.PostAsync($"campaign-assets/{lasting["asset_id"]}/reuse", new { })).Expect(HttpStatusCode.OK)["reuse"]["id"]!),
        "CompleteDirectUpload" => With("upload_id", await ASentUploadAsync()),
        "DeleteAdAccount" => With("account_id", await AnAccountAsync()),
        _ => lasting,
    };

    public string this[string name] => lasting[name];

    /// <summary>What goes by this name here; null when nothing does.</summary>
    public string? Knows(string name) => lasting.GetValueOrDefault(name switch
    {
        "campaign_space_id" or "reused_in_id" => "space_id",
        "resource_id" => "asset_id",
        "name" => "gcs_path",
        _ => name,
    });

    /// <summary>Waits for what goes on behind the answers: files are looked at, and uploads read.</summary>
    public Task SettleAsync(NpgsqlConnection superuser) => Poll.UntilAsync(
        async () =>
        {
            await using var command = new NpgsqlCommand(
                "select (select count(*) from stored_files where tenant_id = $1 and state = 'pending') + (select count(*) from direct_uploads where tenant_id = $1 and id = any($2) and sha256 is null)", superuser)
            {
                Parameters = { new() { Value = Tenant.TenantId }, new() { Value = sentUploads.ToArray() } },
            };
            return (long)(await command.ExecuteScalarAsync())!;
        },
        waiting => waiting == 0);

    private Guid SpaceId => Guid.Parse(lasting["space_id"]);

    private Dictionary<string, string> With(string name, object value) => new(lasting, StringComparer.Ordinal) { [name] = $"{value}" };

    private async Task<ApiAnswer> AnAssetAsync(Guid space, TestFile? file = null) =>
        (await Tenant.UploadAsync(space, file, ("asset_name", "Hero"), ("asset_type", "ad_copy"), ("ad_copy_text", "On sale"))).Expect(HttpStatusCode.Created);

    private async Task<string> AnAccountAsync()
    {
        var id = $"act-{Guid.CreateVersion7():N}";
        (await Tenant.PutAsync($"ad-accounts/meta/{id}", new { account_name = "Main" })).Expect(HttpStatusCode.Created);
        return id;
    }

    private async Task<Guid> DeletedAsync(string kind, Guid id)
    {
        (await Tenant.DeleteAsync($"{kind}/{id}")).Expect(HttpStatusCode.NoContent);
        return id;
    }

    private async Task<string> ASentUploadAsync()
    {
        var file = TestFile.OfText($"Up to 50 % off {Guid.CreateVersion7():N}");
        var upload = await Tenant.AnAnnouncedUploadAsync(SpaceId, file, new { asset_type = "ad_copy" });
        (await Tenant.SendBytesAsync(upload, file.Bytes)).Expect(HttpStatusCode.OK);
        sentUploads.Add(Guid.Parse((string)upload["upload_id"]!));
        return (string)upload["upload_id"]!;
    }
}
