using System.Net;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Storage;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace CampaignFunctions.Tests.Storage;

/// <summary>Quota is reserved before a file's bytes are taken.</summary>
public sealed class StorageReservationTests : IAsyncLifetime
{
    private RunningApi api = null!;
    private TenantApi tenant = null!;
    private Guid spaceId;

    public async Task InitializeAsync()
    {
        api = await RunningApi.SharedAsync();
        tenant = api.NewTenant();
        spaceId = (await tenant.ASpaceAsync()).Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_file_that_does_not_fit_is_refused_while_it_has_hardly_begun()
    {
        await tenant.LimitAsync(1_000_000);
        using var upload = new RawUpload(api, tenant, spaceId);

        // The rest of it never comes: nobody waited for it.
        await upload.SendAsync(RawUpload.HalfAForm(TestFile.OfRandomBytes(1_000).Bytes), contentLength: 50_000_000);

        Assert.StartsWith("HTTP/1.1 507", await upload.StatusAsync(), StringComparison.Ordinal);
        (await StoredState.OfAsync(api, tenant)).ExpectNothing();
    }

    [Fact]
    public async Task A_file_of_unknown_length_is_stopped_where_the_quota_ends()
    {
        var stored = 0L;
        var store = new Mock<IObjectStore>();
        store.Setup(one => one.CreateAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .Returns(async (string _, string _, Stream content, CancellationToken cancellation) =>
            {
                var buffer = new byte[64 * 1024];
                while (await content.ReadAsync(buffer, cancellation) is > 0 and var count)
                    stored += count;
            });
        await using var own = await RunningApi.StartAsync(configure: services => services.AddSingleton(store.Object));
        var customer = own.NewTenant();
        var space = await customer.ASpaceAsync();
        await customer.LimitAsync(6_000_000);

        var answer = await UploadAsync(customer, space.Id, 40_000_000, "of no known length");

        answer.ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded");
        Assert.InRange(stored, QuotaClaim.StepBytes, 6_000_000 + QuotaClaim.StepBytes);
        (await StoredState.OfAsync(own, customer)).ExpectNothing();
    }

    [Fact]
    public async Task What_is_on_its_way_counts_until_it_breaks_off()
    {
        await tenant.LimitAsync(1_000_000);
        using var upload = new RawUpload(api, tenant, spaceId);
        await upload.SendAsync(RawUpload.HalfAForm(TestFile.OfRandomBytes(1_000).Bytes), contentLength: 900_000);
        var reserved = (await Poll.UntilAsync(() => StoredState.OfAsync(api, tenant), state => state.ReservedBytes > 0)).ExpectWhole().ReservedBytes;
        Assert.InRange(reserved, 850_000, 899_000);

        var refused = await UploadAsync(tenant, spaceId, 200_000);
        refused.ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded");
        Assert.Equal((0, reserved, 1_000_000), ((long)refused["used_bytes"], (long)refused["reserved_bytes"], (long)refused["limit_bytes"]));
        Assert.False((bool)(await tenant.PostAsync("storage/check-limit", new { additional_bytes = 200_000 }))["can_store"]);
        Assert.Equal(0, (long)(await tenant.GetAsync("storage/usage"))["used_bytes"]);
        (await UploadAsync(tenant, spaceId, 90_000)).Expect(HttpStatusCode.Created);

        upload.Reset();
        await Poll.UntilAsync(() => StoredState.OfAsync(api, tenant), state => state.ReservedBytes == 0);
        (await UploadAsync(tenant, spaceId, 200_000)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task However_an_upload_ends_nothing_stays_reserved()
    {
        var file = TestFile.OfRandomBytes(100_000);
        var other = await tenant.ASpaceAsync();

        (await tenant.UploadAsync(spaceId, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        (await tenant.UploadAsync(other.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        (await tenant.UploadAsync(spaceId, file, ("asset_type", "other"))).Expect(HttpStatusCode.Conflict);
        (await tenant.UploadAsync(spaceId, file, ("asset_type", "image"))).Expect(HttpStatusCode.UnsupportedMediaType);
        (await tenant.UploadAsync(spaceId, file, ("asset_typ", "other"))).Expect(HttpStatusCode.BadRequest);
        (await tenant.UploadAsync(Guid.CreateVersion7(), file, ("asset_type", "other"))).Expect(HttpStatusCode.NotFound);
        using var twice = new RawForm().Field("asset_type", "other").File("a.bin", file.Bytes).File("b.bin", file.Bytes).Build();
        (await tenant.SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{spaceId}/assets", twice)).Expect(HttpStatusCode.BadRequest);

        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((2, 1, 100_000, 0), (state.Assets, state.Files, state.UsedBytes, state.ReservedBytes));
    }

    private static async Task<ApiAnswer> UploadAsync(TenantApi customer, Guid space, int size, string file = "behind its fields")
    {
        var form = new RawForm();
        var bytes = TestFile.OfRandomBytes(size).Bytes;
        using var content = file == "before its fields"
            ? form.File("a.bin", bytes).Field("asset_type", "other").Field("description", new string('x', 2_000)).Build()
            : form.Field("asset_type", "other").File("a.bin", bytes).Build();
        return await customer.UploadAsync(space, content, isChunked: file == "of no known length");
    }
}
