using System.Net;
using CampaignFunctions.Tests.Idempotency;
using CampaignFunctions.Tests.Support;
using CampaignFunctions.Tests.Support.Gcs;

namespace CampaignFunctions.Tests.Storage;

/// <summary>Whoever's storage is full can still upload what is there: nothing of it is stored, so nothing of it needs room.</summary>
public sealed class FullStorageTests : IAsyncLifetime
{
    private BucketedApi bucketed = null!;
    private TenantApi tenant = null!;
    private Guid spaceId;
    private Guid otherSpaceId;

    public async Task InitializeAsync()
    {
        bucketed = await BucketedApi.StartAsync();
        tenant = bucketed.Api.NewTenant();
        spaceId = (await tenant.ASpaceAsync()).Id;
        otherSpaceId = (await tenant.ASpaceAsync()).Id;
    }

    public async Task DisposeAsync() => await bucketed.DisposeAsync();

    [Theory]
    [InlineData(1_000, "behind its fields")]
    [InlineData(100_000, "behind its fields")]
    [InlineData(100_000, "before its fields")]
    [InlineData(100_000, "before long fields")]
    [InlineData(100_000, "of no known length")]
    [InlineData(9_000_000, "behind its fields")]
    [InlineData(9_000_000, "of no known length")]
    [InlineData(100_000, "of a tenant named behind it")]
    public async Task Bytes_it_has_become_an_asset_of_another_space(int size, string how)
    {
        var file = await FillAsync(size);

        var shared = (await UploadAsync(otherSpaceId, file, how)).Expect(HttpStatusCode.Created);

        Assert.Equal((file.Sha256, size), ((string?)shared["file_hash"], (int)shared["file_size"]));
        var state = (await bucketed.StateOfAsync(tenant)).ExpectWhole();
        Assert.Equal((2, 1, 2, size, 0), (state.Assets, state.Files, state.References, state.UsedBytes, state.ReservedBytes));
        Assert.Equal(size, (long)(await tenant.GetAsync($"campaign-spaces/{otherSpaceId}"))["total_asset_size_bytes"]);
    }

    [Fact]
    public async Task Of_bytes_it_has_nothing_is_stored_on_the_way()
    {
        var file = await FillAsync(9_000_000);

        (await tenant.UploadAsync(otherSpaceId, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        Assert.Equal(1, bucketed.Server.Count(GcsCall.Begin));
    }

    [Fact]
    public async Task In_the_same_space_they_are_a_conflict_unless_the_check_is_skipped()
    {
        var file = await FillAsync(100_000);

        (await tenant.UploadAsync(spaceId, file, ("asset_type", "other"))).ExpectProblem(HttpStatusCode.Conflict, "duplicate_asset");
        (await tenant.UploadAsync(spaceId, file, ("asset_type", "other"), ("skip_duplicate_check", "true"))).Expect(HttpStatusCode.Created);

        Assert.Equal((2, 100_000), await AssetsAndUsageAsync());
    }

    [Theory]
    [InlineData(1_000, "behind its fields")]
    [InlineData(100_000, "behind its fields")]
    [InlineData(9_000_000, "of no known length")]
    public async Task Other_bytes_of_the_same_size_are_refused_and_leave_nothing(int size, string how)
    {
        await FillAsync(size);

        var refused = await UploadAsync(otherSpaceId, TestFile.OfRandomBytes(size), how);

        refused.ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded");
        Assert.Equal((size, size), ((int)refused["used_bytes"], (int)refused["limit_bytes"]));
        Assert.Equal((1, size), await AssetsAndUsageAsync());
    }

    [Theory]
    [InlineData(1_900_000)]
    [InlineData(50_000)]
    public async Task A_file_of_a_size_it_has_none_of_is_refused_while_it_has_hardly_begun(int size)
    {
        await FillAsync(1_600_000);
        using var upload = new RawUpload(bucketed.Api, tenant, otherSpaceId);

        // The rest of it never comes: nobody waited for it.
        await upload.SendAsync(RawUpload.HalfAForm(TestFile.OfRandomBytes(1_000).Bytes), contentLength: size);

        Assert.StartsWith("HTTP/1.1 507", await upload.StatusAsync(), StringComparison.Ordinal);
        Assert.Equal((1, 1_600_000), await AssetsAndUsageAsync());
    }

    [Fact]
    public async Task What_its_bytes_are_is_checked_as_ever()
    {
        var file = await FillAsync(100_000);

        (await tenant.UploadAsync(otherSpaceId, file, ("asset_type", "image"))).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "content_type_mismatch");
        (await tenant.UploadAsync(Guid.CreateVersion7(), file, ("asset_type", "other"))).Expect(HttpStatusCode.NotFound);
        (await tenant.UploadAsync(otherSpaceId, file, ("asset_typ", "other"))).Expect(HttpStatusCode.BadRequest);

        Assert.Equal((1, 100_000), await AssetsAndUsageAsync());
    }

    [Fact]
    public async Task A_stranger_who_has_the_same_bytes_is_of_no_use()
    {
        var file = await FillAsync(100_000);
        var stranger = bucketed.Api.NewTenant();
        var space = await stranger.ASpaceAsync();
        await stranger.LimitAsync(99_999);

        (await stranger.UploadAsync(space.Id, file, ("asset_type", "other"))).ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded");

        (await bucketed.StateOfAsync(stranger)).ExpectNothing();
    }

    [Fact]
    public async Task A_file_that_goes_while_its_bytes_come_is_not_shared()
    {
        var file = TestFile.OfRandomBytes(100_000);
        var first = (await tenant.UploadAsync(spaceId, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        await tenant.LimitAsync(100_000);
        Task<ApiAnswer> late;
        await using (var connection = await TestDatabase.OpenAsync())
        {
            await using var held = await HeldRow.OfSpaceAsync(connection, tenant.TenantId, otherSpaceId);
            late = tenant.UploadAsync(otherSpaceId, file, ("asset_type", "other"));
            await held.IsWaitedForAsync();

            (await tenant.DeleteAsync($"campaign-assets/{first.Id}?hard=true")).Expect(HttpStatusCode.NoContent);
        }

        (await late).ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded");
        (await bucketed.StateOfAsync(tenant)).ExpectNothing();
        (await tenant.UploadAsync(otherSpaceId, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_many_that_come_at_once_those_it_has_come_in_and_no_others()
    {
        var file = await FillAsync(60_000);
        var spaces = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tenant.ASpaceAsync()));

        var known = Task.WhenAll(spaces.Select(space => tenant.UploadAsync(space.Id, file, ("asset_type", "other"))));
        var others = Task.WhenAll(spaces.Select(space => tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(60_000), ("asset_type", "other"))));

        Assert.All(await known, answer => answer.Expect(HttpStatusCode.Created));
        Assert.All(await others, answer => answer.ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded"));
        Assert.Equal((17, 60_000), await AssetsAndUsageAsync());
    }

    /// <summary>A file that leaves no room for another byte.</summary>
    private async Task<TestFile> FillAsync(int size)
    {
        var file = TestFile.OfRandomBytes(size);
        (await tenant.UploadAsync(spaceId, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        await tenant.LimitAsync(size);
        return file;
    }

    private async Task<ApiAnswer> UploadAsync(Guid space, TestFile file, string how)
    {
        var form = new RawForm();
        using var content = how switch
        {
            "before its fields" => form.File(file.Name, file.Bytes).Field("asset_type", "other").Build(),
            "before long fields" => form.File(file.Name, file.Bytes).Field("asset_type", "other").Field("ad_copy_text", new string('€', 20_000)).Build(),
            "of a tenant named behind it" => form.File(file.Name, file.Bytes).Field("asset_type", "other").Field("tenant_id", tenant.TenantId).Build(),
            _ => form.Field("asset_type", "other").File(file.Name, file.Bytes).Build(),
        };
        if (how != "of a tenant named behind it")
            return await tenant.UploadAsync(space, content, isChunked: how == "of no known length");

        using var response = await bucketed.Api.Http.PostAsync($"api/campaign-assets/campaign-spaces/{space}/assets", content);
        return await ApiAnswer.ReadAsync(response);
    }

    private async Task<(long Assets, long UsedBytes)> AssetsAndUsageAsync()
    {
        var state = (await bucketed.StateOfAsync(tenant)).ExpectWhole();
        Assert.Equal(0, state.ReservedBytes);
        return (state.Assets, state.UsedBytes);
    }
}
