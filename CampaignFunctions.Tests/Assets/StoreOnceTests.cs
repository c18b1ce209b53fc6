using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

/// <summary>Identical bytes: one file of the tenant, one asset of a space unless the caller says otherwise.</summary>
public sealed class StoreOnceTests
{
    private readonly TestFile file = TestFile.OfRandomBytes(4_000);

    [Fact]
    public async Task The_same_file_in_two_spaces_is_stored_and_counted_once()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var (first, second) = (await tenant.ASpaceAsync("First"), await tenant.ASpaceAsync("Second"));

        var one = (await tenant.UploadAsync(first.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        var other = (await tenant.UploadAsync(second.Id, file with { Name = "again.bin" }, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        Assert.NotEqual(one.Id, other.Id);
        Assert.Equal(one["gcs_path"].ToString(), other["gcs_path"].ToString());
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((2, 1, 2, 4_000, 1), (state.Assets, state.Files, state.References, state.UsedBytes, state.StoreObjects.Count));
        Assert.Equal(4_000, (long)(await tenant.GetAsync($"campaign-spaces/{second.Id}"))["total_asset_size_bytes"]);
    }

    [Fact]
    public async Task Uploading_the_same_bytes_twice_into_a_space_is_a_conflict_that_names_the_first()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var first = (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        var second = await tenant.UploadAsync(space.Id, file with { Name = "other-name.bin" }, ("asset_type", "other"));

        second.ExpectProblem(HttpStatusCode.Conflict, "duplicate_asset");
        Assert.Equal(first.Id, (Guid)second["existing_asset_id"]);
        Assert.Equal((1, 1), await AssetsAndObjectsAsync(api, tenant));
    }

    [Fact]
    public async Task Skipping_the_duplicate_check_makes_a_second_asset_that_shares_the_file()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"), ("skip_duplicate_check", "true"))).Expect(HttpStatusCode.Created);

        Assert.Equal((2, 1), await AssetsAndObjectsAsync(api, tenant));
    }

    [Fact]
    public async Task An_asset_whose_own_check_was_skipped_is_a_duplicate_to_the_next()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var first = (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"), ("skip_duplicate_check", "true"))).Expect(HttpStatusCode.Created);

        var second = await tenant.UploadAsync(space.Id, file, ("asset_type", "other"));

        second.ExpectProblem(HttpStatusCode.Conflict, "duplicate_asset");
        Assert.Equal(first.Id, (Guid)second["existing_asset_id"]);
        Assert.Equal((1, 1), await AssetsAndObjectsAsync(api, tenant));
    }

    [Fact]
    public async Task After_a_soft_delete_the_same_bytes_may_come_again()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var first = (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        await tenant.DeleteAsync($"campaign-assets/{first.Id}");

        (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        Assert.Equal((2, 1), await AssetsAndObjectsAsync(api, tenant));
    }

    [Fact]
    public async Task Another_tenant_sees_nothing_of_it_and_the_same_bytes_are_a_file_of_its_own()
    {
        var api = await RunningApi.SharedAsync();
        var (tenant, stranger) = (api.NewTenant(), api.NewTenant());
        var asset = await tenant.UploadAsync((await tenant.ASpaceAsync()).Id, file, ("asset_type", "other"));

        foreach (var path in new[] { "", "/file", "/thumbnail" })
            (await stranger.GetAsync($"campaign-assets/{asset.Id}{path}")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
        (await stranger.PutAsync($"campaign-assets/{asset.Id}", new { title = "mine" })).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
        (await stranger.DeleteAsync($"campaign-assets/{asset.Id}?hard=true")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
        (await stranger.PostAsync($"campaign-assets/{asset.Id}/restore")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
        Assert.Equal(0, (int)(await stranger.GetAsync($"campaign-assets/assets?file_hash={file.Sha256}"))["total"]);

        var own = (await stranger.UploadAsync((await stranger.ASpaceAsync()).Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        Assert.StartsWith($"t/{stranger.TenantId}/", (string?)own["gcs_path"], StringComparison.Ordinal);
        Assert.Equal((1, 1), await AssetsAndObjectsAsync(api, tenant));
        Assert.Equal((1, 1), await AssetsAndObjectsAsync(api, stranger));
    }

    private static async Task<(long Assets, int Objects)> AssetsAndObjectsAsync(RunningApi api, TenantApi tenant)
    {
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        return (state.Assets, state.StoreObjects.Count);
    }
}
