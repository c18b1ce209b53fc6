using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

/// <summary>Deleting and restoring assets, and spaces with assets: what is counted, what is kept, what goes.</summary>
public sealed class DeleteAssetTests : IAsyncLifetime
{
    private readonly TestFile file = TestFile.OfRandomBytes(700);
    private RunningApi api = null!;
    private TenantApi tenant = null!;
    private Guid spaceId;

    public async Task InitializeAsync()
    {
        api = await RunningApi.SharedAsync();
        tenant = api.NewTenant();
        spaceId = (await tenant.ASpaceAsync()).Id;
    }

    public async Task DisposeAsync() => (await StoredState.OfAsync(api, tenant)).ExpectWhole();

    [Fact]
    public async Task A_deleted_asset_is_gone_until_it_is_restored()
    {
        var asset = await UploadAsync(spaceId);

        (await tenant.DeleteAsync($"campaign-assets/{asset}")).Expect(HttpStatusCode.NoContent);
        foreach (var path in new[] { "", "/file" })
            (await tenant.GetAsync($"campaign-assets/{asset}{path}")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
        (await tenant.DeleteAsync($"campaign-assets/{asset}")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
        Assert.Equal((0, 0, 0), (await ListedAsync(), await CountedAsync(), await SizedAsync()));

        (await tenant.PostAsync($"campaign-assets/{asset}/restore")).Expect(HttpStatusCode.OK);
        (await tenant.PostAsync($"campaign-assets/{asset}/restore")).Expect(HttpStatusCode.OK);
        Assert.Equal((1, 1, 700), (await ListedAsync(), await CountedAsync(), await SizedAsync()));
    }

    [Fact]
    public async Task A_file_goes_with_its_last_reference()
    {
        var other = (await tenant.ASpaceAsync()).Id;
        var (first, second) = (await UploadAsync(spaceId), await UploadAsync(other));

        (await tenant.DeleteAsync($"campaign-assets/{first}?hard=true")).Expect(HttpStatusCode.NoContent);
        Assert.Single((await StoredState.OfAsync(api, tenant)).ExpectWhole().StoreObjects);
        (await tenant.GetAsync($"campaign-assets/{second}/file")).Expect(HttpStatusCode.OK);

        // What was deleted softly still refers to it, and can be deleted for good.
        (await tenant.DeleteAsync($"campaign-assets/{second}")).Expect(HttpStatusCode.NoContent);
        Assert.Single((await StoredState.OfAsync(api, tenant)).ExpectWhole().StoreObjects);
        (await tenant.DeleteAsync($"campaign-assets/{second}?hard=true")).Expect(HttpStatusCode.NoContent);
        (await StoredState.OfAsync(api, tenant)).ExpectNothing();
        (await tenant.PostAsync($"campaign-assets/{second}/restore")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
    }

    [Fact]
    public async Task An_asset_whose_twin_came_meanwhile_is_restored_beside_it_only_when_that_is_wanted()
    {
        var first = await UploadAsync(spaceId);
        await tenant.DeleteAsync($"campaign-assets/{first}");
        var twin = await UploadAsync(spaceId);

        var refused = (await tenant.PostAsync($"campaign-assets/{first}/restore")).ExpectProblem(HttpStatusCode.Conflict, "duplicate_asset");

        Assert.Equal(twin, (Guid)refused["existing_asset_id"]);
        Assert.Contains("skip_duplicate_check=true", (string?)refused["detail"], StringComparison.Ordinal);
        Assert.Equal((1, 1), (await ListedAsync(), await CountedAsync()));
        (await tenant.PostAsync($"campaign-assets/{first}/restore", new { skip_duplicate_check = false })).ExpectProblem(HttpStatusCode.Conflict, "duplicate_asset");
        (await tenant.PostAsync($"campaign-assets/{first}/restore", new { skip_duplicates = true })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        var restored = (await tenant.PostAsync($"campaign-assets/{first}/restore", new { skip_duplicate_check = true })).Expect(HttpStatusCode.OK);

        Assert.Equal(first, restored.Id);
        Assert.Equal((2, 2), (await ListedAsync(), await CountedAsync()));
        Assert.Single((await StoredState.OfAsync(api, tenant)).ExpectWhole().StoreObjects);
    }

    [Fact]
    public async Task An_asset_is_not_restored_into_a_deleted_space()
    {
        var asset = await UploadAsync(spaceId);
        await tenant.DeleteAsync($"campaign-spaces/{spaceId}");

        (await tenant.GetAsync($"campaign-assets/{asset}")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
        (await tenant.PostAsync($"campaign-assets/{asset}/restore")).ExpectProblem(HttpStatusCode.Conflict, "campaign_space_deleted");
    }

    [Fact]
    public async Task A_restored_space_brings_back_what_was_deleted_with_it_and_nothing_else()
    {
        var (kept, deletedBefore) = (await UploadAsync(spaceId), await UploadAsync(spaceId, TestFile.OfRandomBytes(50)));
        await tenant.DeleteAsync($"campaign-assets/{deletedBefore}");

        (await tenant.DeleteAsync($"campaign-spaces/{spaceId}")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(0, await ListedAsync());
        (await tenant.PostAsync($"campaign-spaces/{spaceId}/restore")).Expect(HttpStatusCode.OK);

        (await tenant.GetAsync($"campaign-assets/{kept}/file")).Expect(HttpStatusCode.OK);
        (await tenant.GetAsync($"campaign-assets/{deletedBefore}")).Expect(HttpStatusCode.NotFound);
        Assert.Equal((1, 1, 700), (await ListedAsync(), await CountedAsync(), await SizedAsync()));
    }

    [Fact]
    public async Task An_asset_deleted_for_good_out_of_a_deleted_space_is_not_counted_when_the_space_comes_back()
    {
        await UploadAsync(spaceId);
        var gone = await UploadAsync(spaceId, TestFile.OfRandomBytes(50));
        await tenant.DeleteAsync($"campaign-spaces/{spaceId}");

        (await tenant.DeleteAsync($"campaign-assets/{gone}?hard=true")).Expect(HttpStatusCode.NoContent);
        (await tenant.PostAsync($"campaign-spaces/{spaceId}/restore")).Expect(HttpStatusCode.OK);

        Assert.Equal((1, 1, 700), (await ListedAsync(), await CountedAsync(), await SizedAsync()));
    }

    [Fact]
    public async Task A_space_deleted_for_good_takes_its_assets_and_the_files_only_they_used()
    {
        var other = (await tenant.ASpaceAsync()).Id;
        await UploadAsync(spaceId);
        await UploadAsync(spaceId, TestFile.OfRandomBytes(50));
        (await tenant.UploadAsync(spaceId, file, ("asset_type", "other"), ("skip_duplicate_check", "true"))).Expect(HttpStatusCode.Created);
        var shared = await UploadAsync(other);

        (await tenant.DeleteAsync($"campaign-spaces/{spaceId}?hard=true")).Expect(HttpStatusCode.NoContent);

        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((1, 1, 700), (state.Assets, state.Files, state.UsedBytes));
        (await tenant.GetAsync($"campaign-assets/{shared}/file")).Expect(HttpStatusCode.OK);
        (await tenant.DeleteAsync($"campaign-spaces/{other}")).Expect(HttpStatusCode.NoContent);
        (await tenant.DeleteAsync($"campaign-spaces/{other}?hard=true")).Expect(HttpStatusCode.NoContent);
        (await StoredState.OfAsync(api, tenant)).ExpectNothing();
    }

    [Fact]
    public async Task A_delete_holds_only_for_the_version_its_caller_saw()
    {
        var created = await tenant.UploadAsync(spaceId, file, ("asset_type", "other"));
        var seen = created.Headers.ETag!.ToString();
        (await tenant.PutAsync($"campaign-assets/{created.Id}", new { title = "changed" })).Expect(HttpStatusCode.OK);

        (await tenant.DeleteAsync($"campaign-assets/{created.Id}", ifMatch: seen)).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.DeleteAsync($"campaign-assets/{created.Id}?hard=true", ifMatch: seen)).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.GetAsync($"campaign-assets/{created.Id}")).Expect(HttpStatusCode.OK);
    }

    private async Task<Guid> UploadAsync(Guid space, TestFile? other = null) =>
        (await tenant.UploadAsync(space, other ?? file, ("asset_type", "other"))).Expect(HttpStatusCode.Created).Id;

    private async Task<long> ListedAsync() => (long)(await tenant.GetAsync($"campaign-assets/assets?campaign_space_id={spaceId}"))["total"];

    private async Task<long> CountedAsync() => (long)(await tenant.GetAsync($"campaign-spaces/{spaceId}"))["asset_count"];

    private async Task<long> SizedAsync() => (long)(await tenant.GetAsync($"campaign-spaces/{spaceId}"))["total_asset_size_bytes"];
}
