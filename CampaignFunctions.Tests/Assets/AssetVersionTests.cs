using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

/// <summary>An asset's ETag changes when its answer does, and not when only other assets of the same file come or go.</summary>
public sealed class AssetVersionTests : IAsyncLifetime
{
    private readonly TestFile file = TestFile.OfRandomBytes();
    private RunningApi api = null!;
    private TenantApi tenant = null!;
    private ApiAnswer space = null!;
    private ApiAnswer asset = null!;

    public async Task InitializeAsync()
    {
        api = await RunningApi.SharedAsync();
        tenant = api.NewTenant();
        space = await tenant.ASpaceAsync(also: new { is_template = true });
        asset = (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Others_that_come_to_share_its_file_leave_its_version_alone()
    {
        (await tenant.UploadAsync((await tenant.ASpaceAsync()).Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"), ("skip_duplicate_check", "true"))).Expect(HttpStatusCode.Created);
        (await tenant.PostAsync($"campaign-spaces/templates/{space.Id}/use", new { campaign_name = "After it" })).Expect(HttpStatusCode.Created);

        await ExpectUnchangedAsync();
        (await tenant.DeleteAsync(Path, Version)).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Others_that_stop_sharing_its_file_leave_its_version_alone()
    {
        var other = await tenant.ASpaceAsync();
        var copy = (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"), ("skip_duplicate_check", "true"))).Expect(HttpStatusCode.Created);
        (await tenant.UploadAsync(other.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        (await tenant.DeleteAsync($"campaign-assets/{copy.Id}?hard=true")).Expect(HttpStatusCode.NoContent);
        (await tenant.DeleteAsync($"campaign-spaces/{other.Id}?hard=true")).Expect(HttpStatusCode.NoContent);

        await ExpectUnchangedAsync();
        (await tenant.PutAsync(Path, new { title = "Mine" }, Version)).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("width = 1")]
    [InlineData("height = 1")]
    [InlineData("duration = 1.5")]
    [InlineData("thumbnail_object = object_name || '.thumb', thumbnail_mime_type = 'image/webp'")]
    [InlineData("state = 'ready'")]
    [InlineData("state = 'failed'")]
    [InlineData("state_reason = 'It is broken.'")]
    public async Task Whatever_its_answer_shows_of_its_file_is_part_of_its_version(string change)
    {
        await TestRows.ExecuteAsync($"update stored_files set {change} where tenant_id = @tenant", ("tenant", tenant.TenantId));

        var changed = await tenant.GetAsync(Path);
        Assert.NotEqual(asset.Text, changed.Text);
        Assert.NotEqual(asset.Headers.ETag, changed.Headers.ETag);
        (await tenant.PutAsync(Path, new { title = "Mine" }, Version)).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.DeleteAsync(Path, Version)).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.PutAsync(Path, new { title = "Mine" }, changed.Headers.ETag!.ToString())).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_its_answer_does_not_show_of_its_file_is_not()
    {
        await TestRows.ExecuteAsync("update stored_files set processing_attempts = 3, processing_started_at = now() where tenant_id = @tenant", ("tenant", tenant.TenantId));

        await ExpectUnchangedAsync();
    }

    private string Path => $"campaign-assets/{asset.Id}";

    private string Version => asset.Headers.ETag!.ToString();

    private async Task ExpectUnchangedAsync()
    {
        var now = await tenant.GetAsync(Path);
        Assert.Equal((asset.Text, asset.Headers.ETag), (now.Text, now.Headers.ETag));
    }
}
