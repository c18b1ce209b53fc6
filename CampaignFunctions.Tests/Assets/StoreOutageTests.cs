using System.Net;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Tests.Media;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace CampaignFunctions.Tests.Assets;

/// <summary>The folder that is the store goes away while the API serves, and comes back.</summary>
public sealed class StoreOutageTests : IAsyncLifetime, IDisposable
{
    private readonly TestMedia media = new();
    private RunningApi api = null!;
    private TenantApi tenant = null!;
    private Guid space;

    private string Away => $"{api.ObjectsFolder}-away";

    public async Task InitializeAsync()
    {
        api = await RunningApi.StartAsync(mayFail: true);
        tenant = api.NewTenant();
        space = (await tenant.ASpaceAsync()).Id;
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    public void Dispose() => media.Dispose();

    [Fact]
    public async Task While_it_is_away_callers_are_told_to_come_again_and_then_all_is_as_it_was()
    {
        var asset = await AReadyImageAsync();
        var file = TestFile.OfRandomBytes();
        var ticket = await tenant.AnAnnouncedUploadAsync(space, file);
        Directory.Move(api.ObjectsFolder, Away);

        ExpectOutage(await tenant.UploadAsync(space, TestFile.OfRandomBytes(), ("asset_type", "other")));
        ExpectOutage(await AnnounceAsync());
        ExpectOutage(await tenant.SendBytesAsync(ticket, file.Bytes));
        ExpectOutage(await CompleteAsync(ticket));
        ExpectOutage(await tenant.GetAsync($"campaign-assets/{asset}/file"));
        ExpectOutage(await tenant.GetAsync($"campaign-assets/{asset}/thumbnail"));
        await Poll.UntilAsync(() => tenant.GetAsync("health/ready"), answer => (string?)answer["dependencies"]["object_store"]!["reason"] == "is unavailable");
        Assert.False(Directory.Exists(api.ObjectsFolder));

        Directory.Move(Away, api.ObjectsFolder);
        (await tenant.GetAsync($"campaign-assets/{asset}/file")).Expect(HttpStatusCode.OK);
        (await tenant.GetAsync($"campaign-assets/{asset}/thumbnail")).Expect(HttpStatusCode.OK);
        (await tenant.SendBytesAsync(ticket, file.Bytes)).Expect(HttpStatusCode.OK);
        (await CompleteAsync(ticket)).Expect(HttpStatusCode.Created);
        Assert.Equal(2, (await StoredState.OfAsync(api, tenant)).ExpectWhole().Assets);
    }

    [Fact]
    public async Task A_server_that_has_signed_nothing_yet_can_do_so_once_it_is_back()
    {
        var invented = $"local-objects/t/{tenant.TenantId}/{Guid.CreateVersion7()}?type=text/plain&size=1&expires=9999999999&signature={new string('0', 64)}";
        Directory.Move(api.ObjectsFolder, Away);
        ExpectOutage(await AnnounceAsync());
        ExpectOutage(await tenant.SendAsync(HttpMethod.Put, invented));

        Directory.Move(Away, api.ObjectsFolder);
        (await AnnounceAsync()).Expect(HttpStatusCode.Created);
        (await tenant.SendAsync(HttpMethod.Put, invented)).ExpectProblem(HttpStatusCode.Forbidden, "invalid_signature");
    }

    [Fact]
    public async Task An_empty_folder_in_its_place_is_no_store()
    {
        var asset = await AReadyImageAsync();
        Directory.Move(api.ObjectsFolder, Away);
        Directory.CreateDirectory(api.ObjectsFolder);

        ExpectOutage(await tenant.UploadAsync(space, TestFile.OfRandomBytes(), ("asset_type", "other")));
        ExpectOutage(await AnnounceAsync());
        ExpectOutage(await tenant.GetAsync($"campaign-assets/{asset}/file"));

        Assert.Empty(Directory.GetFileSystemEntries(api.ObjectsFolder));
    }

    [Fact]
    public async Task A_file_that_waits_to_be_processed_waits_until_it_is_back_however_often_it_is_looked_for()
    {
        await AReadyImageAsync();
        var file = await TestRows.ScalarAsync<Guid>(
            "update stored_files set state = 'pending', processing_attempts = 0 where tenant_id = @tenant returning id", ("tenant", tenant.TenantId));
        Directory.Move(api.ObjectsFolder, Away);

        for (var i = 0; i <= ProcessUpload.MaxAttempts; i++)
            await Assert.ThrowsAsync<ObjectStoreException>(() => ProcessAsync(file));

        Directory.Move(Away, api.ObjectsFolder);
        Assert.Equal(ProcessOutcome.Ready, await ProcessAsync(file));
    }

    [Fact]
    public async Task A_file_that_a_store_which_is_there_has_lost_is_a_fault_of_ours()
    {
        var asset = await AReadyImageAsync();
        Directory.Delete(Path.Combine(api.ObjectsFolder, "t"), recursive: true);

        var file = (await tenant.GetAsync($"campaign-assets/{asset}/file")).ExpectProblem(HttpStatusCode.InternalServerError, "file_lost");
        (await tenant.GetAsync($"campaign-assets/{asset}/thumbnail")).ExpectProblem(HttpStatusCode.InternalServerError, "file_lost");

        Assert.Null(file.Headers.RetryAfter);
        Assert.Contains("is not in the store", file.Story, StringComparison.Ordinal);
        Assert.DoesNotContain(api.ObjectsFolder, file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_asset_is_removed_for_good_meanwhile_is_not_found()
    {
        Guid? asset = null;
        var store = new Mock<IObjectStore>();
        store.Setup(one => one.CreateAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .Returns((string _, string _, Stream content, CancellationToken cancellation) => content.CopyToAsync(Stream.Null, cancellation));
        await using var own = await RunningApi.StartAsync(configure: services => services.AddSingleton(store.Object));
        var caller = own.NewTenant();
        store.Setup(one => one.OpenAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns(async () =>
        {
            if (asset is { } id)
                (await caller.DeleteAsync($"campaign-assets/{id}?hard=true")).Expect(HttpStatusCode.NoContent);
            return null;
        });
        asset = (await caller.UploadAsync((await caller.ASpaceAsync()).Id, TestFile.OfRandomBytes(), ("asset_type", "other"))).Expect(HttpStatusCode.Created).Id;

        (await caller.GetAsync($"campaign-assets/{asset}/file")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
    }

    private static void ExpectOutage(ApiAnswer answer)
    {
        answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private async Task<Guid> AReadyImageAsync()
    {
        var picture = new TestFile("a.png", "image/png", await File.ReadAllBytesAsync(media.Picture("a.png")));
        var asset = (await tenant.UploadAsync(space, picture, ("asset_type", "image"))).Expect(HttpStatusCode.Created);
        await Poll.UntilAsync(() => tenant.GetAsync($"campaign-assets/{asset.Id}"), answer => (string?)answer["processing_status"] == "ready");
        return asset.Id;
    }

    private Task<ApiAnswer> AnnounceAsync() =>
        tenant.PostAsync($"campaign-assets/campaign-spaces/{space}/uploads", new { asset_name = "Hero", asset_type = "other", mime_type = "application/octet-stream", file_size = 10 });

    private Task<ApiAnswer> CompleteAsync(ApiAnswer ticket) =>
        tenant.PostAsync($"campaign-assets/campaign-spaces/{space}/uploads/{ticket["upload_id"]}/complete");

    private async Task<ProcessOutcome> ProcessAsync(Guid file)
    {
        await using var scope = api.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenant.TenantId, "test");
        var outcome = await scope.ServiceProvider.GetRequiredService<ProcessUpload>().RunAsync(file, CancellationToken.None);
        return outcome.Match(value => value, error => throw new InvalidOperationException(error.Detail));
    }
}
