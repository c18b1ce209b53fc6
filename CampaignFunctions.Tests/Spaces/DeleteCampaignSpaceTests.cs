using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Spaces;

public sealed class DeleteCampaignSpaceTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_deleted_space_is_gone_from_every_list_and_get_until_it_is_restored()
    {
        var space = await tenant.ASpaceAsync("Vanishing", also: new { is_template = true, tags = new[] { "t" } });
        string[] lists = ["campaign-spaces", "campaign-spaces?search=vanishing", "campaign-spaces?tags=t", "campaign-spaces?platform=meta", "campaign-spaces/templates"];

        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.NoContent);

        foreach (var list in lists)
            Assert.Equal(0, (int)(await tenant.GetAsync(list))["total"]!);
        Assert.Empty((await tenant.GetAsync("campaign-spaces/suggestions?q=van"))["suggestions"].AsArray());
        Assert.DoesNotContain("Vanishing", (await tenant.GetAsync("campaign-spaces/export")).Text, StringComparison.Ordinal);
        (await tenant.GetAsync($"campaign-spaces/{space.Id}")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await tenant.GetAsync($"campaign-spaces/{space.Id}/stats")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await tenant.PostAsync($"campaign-spaces/templates/{space.Id}/use", new { campaign_name = "New" })).ExpectProblem(HttpStatusCode.NotFound, "template_not_found");
        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");

        (await tenant.PostAsync($"campaign-spaces/{space.Id}/restore")).Expect(HttpStatusCode.OK);

        foreach (var list in lists)
            Assert.Equal(1, (int)(await tenant.GetAsync(list))["total"]!);
        (await tenant.GetAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Restoring_brings_back_the_assets_deleted_with_the_space_and_no_others()
    {
        var space = await tenant.ASpaceAsync();
        var kept = await tenant.AnAssetRowAsync(space.Id);
        var deletedBefore = await tenant.AnAssetRowAsync(space.Id);
        await TestRows.ExecuteAsync("update campaign_assets set deleted_at = now() where tenant_id = @tenant and id = @id", ("tenant", tenant.TenantId), ("id", deletedBefore));

        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(0, await LiveAssetsAsync());
        (await tenant.PostAsync($"campaign-spaces/{space.Id}/restore")).Expect(HttpStatusCode.OK);

        Assert.Equal(1, await LiveAssetsAsync());
        Assert.Equal(kept, await TestRows.ScalarAsync<Guid>("select id from campaign_assets where tenant_id = @tenant and deleted_at is null", ("tenant", tenant.TenantId)));
    }

    [Fact]
    public async Task Restoring_a_live_space_answers_it_as_it_is()
    {
        var space = await tenant.ASpaceAsync();

        Assert.Equal(space.Text, (await tenant.PostAsync($"campaign-spaces/{space.Id}/restore")).Expect(HttpStatusCode.OK).Text);
        (await tenant.PostAsync($"campaign-spaces/{Guid.CreateVersion7()}/restore")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
    }

    [Fact]
    public async Task Deleting_for_good_removes_rows_and_releases_files_and_usage()
    {
        var space = await tenant.ASpaceAsync();
        var other = await tenant.ASpaceAsync();
        var own = await tenant.AFileAsync(1000);
        var shared = await tenant.AFileAsync(500);
        await tenant.AnAssetRowAsync(space.Id, fileId: own);
        await tenant.AnAssetRowAsync(space.Id, fileId: shared);
        await tenant.AnAssetRowAsync(other.Id, fileId: shared);

        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}?hard=true")).Expect(HttpStatusCode.NoContent);

        (await tenant.PostAsync($"campaign-spaces/{space.Id}/restore")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        var usage = (await tenant.GetAsync("storage/usage")).Expect(HttpStatusCode.OK);
        Assert.Equal((500, 1), ((long)usage["used_bytes"]!, (long)usage["file_count"]!));
        Assert.Equal(1L, await TestRows.ScalarAsync<long>("select reference_count from stored_files where tenant_id = @tenant and id = @id", ("tenant", tenant.TenantId), ("id", shared)));
        Assert.Equal(0L, await TestRows.ScalarAsync<long>("select count(*) from stored_files where tenant_id = @tenant and id = @id", ("tenant", tenant.TenantId), ("id", own)));
    }

    [Fact]
    public async Task What_was_deleted_softly_can_still_be_deleted_for_good()
    {
        var space = await tenant.ASpaceAsync();
        await tenant.AnAssetRowAsync(space.Id);

        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.NoContent);
        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}?hard=true")).Expect(HttpStatusCode.NoContent);

        (await tenant.PostAsync($"campaign-spaces/{space.Id}/restore")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}?hard=maybe")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    private Task<long> LiveAssetsAsync() =>
        TestRows.ScalarAsync<long>("select count(*) from campaign_assets where tenant_id = @tenant and deleted_at is null", ("tenant", tenant.TenantId));
}
