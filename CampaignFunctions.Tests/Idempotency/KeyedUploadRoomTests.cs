using System.Net;
using System.Text;
using CampaignFunctions.Tests.Support;
using CampaignFunctions.Tests.Support.Gcs;

namespace CampaignFunctions.Tests.Idempotency;

/// <summary>An upload that comes again under its key needs room once, whatever became of the storage meanwhile.</summary>
public sealed class KeyedUploadRoomTests : IAsyncLifetime
{
    private readonly string key = $"{Guid.CreateVersion7()}";
    private BucketedApi bucketed = null!;
    private TenantApi tenant = null!;
    private Guid spaceId;

    public async Task InitializeAsync()
    {
        bucketed = await BucketedApi.StartAsync();
        tenant = bucketed.Api.NewTenant();
        spaceId = (await tenant.ASpaceAsync()).Id;
    }

    public async Task DisposeAsync() => await bucketed.DisposeAsync();

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(100_000, false)]
    [InlineData(100_000, true)]
    [InlineData(9_000_000, true)]
    public async Task Once_answered_it_gets_that_answer_when_nothing_fits_any_more_and_is_not_stored_again(int size, bool isChunked)
    {
        var file = TestFile.OfRandomBytes(size);
        var first = (await UploadAsync(file, isChunked)).Expect(HttpStatusCode.Created);
        await tenant.LimitAsync(size);

        var again = await UploadAsync(file, isChunked);

        Assert.Equal(first.Whole, again.Whole);
        Assert.Equal(1, bucketed.Server.Count(GcsCall.Begin));
        await ExpectOneAssetAsync(size);
    }

    [Fact]
    public async Task It_gets_that_answer_when_its_file_and_the_bucket_are_gone()
    {
        var file = TestFile.OfRandomBytes(100_000);
        var first = (await UploadAsync(file)).Expect(HttpStatusCode.Created);
        (await tenant.DeleteAsync($"campaign-assets/{first.Id}?hard=true")).Expect(HttpStatusCode.NoContent);
        await tenant.LimitAsync(0);
        bucketed.Server.Choose = _ => GcsFault.Unavailable;

        Assert.Equal(first.Whole, (await UploadAsync(file)).Whole);
        (await bucketed.StateOfAsync(tenant)).ExpectNothing();
    }

    [Fact]
    public async Task Other_bytes_under_the_key_are_another_request_even_when_they_do_not_fit()
    {
        (await UploadAsync(TestFile.OfRandomBytes(100_000))).Expect(HttpStatusCode.Created);
        await tenant.LimitAsync(100_000);

        (await UploadAsync(TestFile.OfRandomBytes(100_000))).ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
        (await UploadAsync(TestFile.OfRandomBytes(500_000))).ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
        Assert.Equal(1, bucketed.Server.Count(GcsCall.Begin));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task While_the_first_is_being_placed_with_room_for_one_the_second_is_told_to_wait_and_not_stored(int size)
    {
        var file = TestFile.OfRandomBytes(size);
        await tenant.LimitAsync(size);
        Task<ApiAnswer> first;
        await using (var connection = await TestDatabase.OpenAsync())
        {
            await using var held = await HeldRow.OfSpaceAsync(connection, tenant.TenantId, spaceId);
            first = UploadAsync(file);
            await held.IsWaitedForAsync();

            var second = (await UploadAsync(file)).ExpectProblem(HttpStatusCode.Conflict, "idempotency_key_in_use");
            Assert.NotNull(second.Headers.RetryAfter);
        }

        Assert.Equal((await first).Expect(HttpStatusCode.Created).Whole, (await UploadAsync(file)).Whole);
        Assert.Equal(1, bucketed.Server.Count(GcsCall.Begin));
        await ExpectOneAssetAsync(size);
    }

    [Fact]
    public async Task While_the_first_is_still_coming_in_the_second_shares_its_room_and_both_get_one_answer()
    {
        const int Size = 200_000;
        var file = TestFile.OfRandomBytes(Size, "half.bin");
        await tenant.LimitAsync(Size);
        var form = (byte[])[.. RawUpload.HalfAForm(file.Bytes), .. Encoding.ASCII.GetBytes($"\r\n--{RawUpload.Boundary}--\r\n")];
        using var slow = new RawUpload(bucketed.Api, tenant, spaceId);
        await slow.SendAsync(form[..100_000], form.Length, key);
        await Poll.UntilAsync(() => bucketed.StateOfAsync(tenant), state => state.ReservedBytes > 0);

        var quick = (await UploadAsync(file)).Expect(HttpStatusCode.Created);
        await slow.SendRestAsync(form[100_000..]);
        var late = await slow.AnswerAsync();

        Assert.StartsWith("HTTP/1.1 201", late, StringComparison.Ordinal);
        Assert.Contains(quick.Text, late, StringComparison.Ordinal);
        await ExpectOneAssetAsync(Size);
    }

    [Fact]
    public async Task One_that_breaks_off_leaves_its_room_to_the_next_try()
    {
        const int Size = 200_000;
        var file = TestFile.OfRandomBytes(Size, "half.bin");
        await tenant.LimitAsync(Size);
        var half = RawUpload.HalfAForm(file.Bytes[..100_000]);
        using var broken = new RawUpload(bucketed.Api, tenant, spaceId);
        await broken.SendAsync(half, half.Length + 100_000, key);
        await Poll.UntilAsync(() => bucketed.StateOfAsync(tenant), state => state.ReservedBytes > 0);

        // Nobody here has noticed yet that the first is dead.
        (await UploadAsync(file)).Expect(HttpStatusCode.Created);
        broken.Reset();

        await ExpectOneAssetAsync(Size);
    }

    [Fact]
    public async Task Where_all_keys_files_fit_exactly_none_is_refused_however_often_each_is_sent_at_once()
    {
        const int Keys = 8;
        const int Size = 60_000;
        var files = Enumerable.Range(0, Keys).Select(_ => TestFile.OfRandomBytes(Size)).ToArray();
        await tenant.LimitAsync(Keys * Size);

        var answers = await Task.WhenAll(Enumerable.Range(0, Keys * 8).Select(i => UploadAsync(files[i % Keys], key: $"key-{i % Keys}")));

        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.ExpectProblem(HttpStatusCode.Conflict, "idempotency_key_in_use"));
        var state = (await Poll.UntilAsync(() => bucketed.StateOfAsync(tenant), seen => seen.StoreObjects.Count == Keys)).ExpectWhole();
        Assert.Equal((Keys, Keys, Keys * Size, 0), (state.Assets, state.Files, state.UsedBytes, state.ReservedBytes));
    }

    private Task<ApiAnswer> UploadAsync(TestFile file, bool isChunked = false) => UploadAsync(file, key, isChunked);

    private async Task<ApiAnswer> UploadAsync(TestFile file, string key, bool isChunked = false)
    {
        using var form = new RawForm().Field("asset_type", "other").File(file.Name, file.Bytes).Build();
        return await tenant.UploadAsync(spaceId, form, isChunked, key);
    }

    private async Task ExpectOneAssetAsync(long size)
    {
        var state = (await Poll.UntilAsync(() => bucketed.StateOfAsync(tenant), seen => seen.StoreObjects.Count == 1)).ExpectWhole();
        Assert.Equal((1, 1, size, 0), (state.Assets, state.Files, state.UsedBytes, state.ReservedBytes));
    }
}
