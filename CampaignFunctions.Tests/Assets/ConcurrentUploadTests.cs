using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

public sealed class ConcurrentUploadTests
{
    [Fact]
    public async Task Sixteen_simultaneous_uploads_of_the_same_bytes_to_sixteen_spaces_are_one_file()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var file = TestFile.OfRandomBytes(50_000);
        var spaces = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tenant.ASpaceAsync()));

        var answers = await Task.WhenAll(spaces.Select(space => tenant.UploadAsync(space.Id, file, ("asset_type", "other"))));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Created));
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((16, 1, 16, 50_000, 1), (state.Assets, state.Files, state.References, state.UsedBytes, state.StoreObjects.Count));
    }

    [Fact]
    public async Task Of_sixteen_simultaneous_uploads_of_the_same_bytes_to_one_space_one_wins()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var file = TestFile.OfRandomBytes();
        var space = await tenant.ASpaceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tenant.UploadAsync(space.Id, file, ("asset_type", "other"))));

        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(15, answers.Count(answer => answer.Status == HttpStatusCode.Conflict && (Guid)answer["existing_asset_id"] == winner.Id));
        Assert.Equal(1, (await StoredState.OfAsync(api, tenant)).ExpectWhole().Assets);
    }

    [Fact]
    public async Task One_of_two_simultaneous_uploads_may_skip_the_check_and_still_no_unwanted_twin_appears()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        for (var round = 0; round < 10; round++)
        {
            var file = TestFile.OfRandomBytes();
            var space = await tenant.ASpaceAsync();

            var answers = await Task.WhenAll(
                tenant.UploadAsync(space.Id, file, ("asset_type", "other")),
                tenant.UploadAsync(space.Id, file, ("asset_type", "other"), ("skip_duplicate_check", "true")));

            answers[1].Expect(HttpStatusCode.Created);
            // The careful one was either first, or told of the other.
            if (answers[0].Status != HttpStatusCode.Created)
                Assert.Equal(answers[1].Id, (Guid)answers[0].ExpectProblem(HttpStatusCode.Conflict, "duplicate_asset")["existing_asset_id"]);
        }

        (await StoredState.OfAsync(api, tenant)).ExpectWhole();
    }

    [Fact]
    public async Task Deleting_a_file_for_good_while_the_same_bytes_arrive_leaves_both_or_neither_of_row_and_object()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var (first, second) = (await tenant.ASpaceAsync(), await tenant.ASpaceAsync());
        for (var round = 0; round < 25; round++)
        {
            var file = TestFile.OfRandomBytes();
            var old = (await tenant.UploadAsync(first.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

            var deletion = tenant.DeleteAsync($"campaign-assets/{old.Id}?hard=true");
            var upload = tenant.UploadAsync(second.Id, file, ("asset_type", "other"));
            (await deletion).Expect(HttpStatusCode.NoContent);
            var arrived = (await upload).Expect(HttpStatusCode.Created);

            Assert.Equal(file.Bytes, await DownloadAsync(tenant, arrived.Id));
        }

        Assert.Equal(25, (await StoredState.OfAsync(api, tenant)).ExpectWhole().Files);
    }

    [Fact]
    public async Task Spaces_that_share_files_can_be_deleted_for_good_at_the_same_time()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        for (var round = 0; round < 4; round++)
        {
            var files = Enumerable.Range(0, 12).Select(_ => TestFile.OfRandomBytes(100)).ToArray();
            var spaces = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => tenant.ASpaceAsync()));
            await Task.WhenAll(spaces.Select(async (space, index) =>
            {
                foreach (var file in index % 2 == 0 ? files : files.Reverse())
                    (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
            }));

            var deletions = await Task.WhenAll(spaces.Select(space => tenant.DeleteAsync($"campaign-spaces/{space.Id}?hard=true")));

            Assert.All(deletions, deletion => deletion.Expect(HttpStatusCode.NoContent));
        }

        (await StoredState.OfAsync(api, tenant)).ExpectNothing();
    }

    [Fact]
    public async Task Counters_are_exact_after_anything_at_all_happened_at_once()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var spaces = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => tenant.ASpaceAsync()));
        var files = Enumerable.Range(1, 4).Select(i => TestFile.OfRandomBytes(i * 100)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async worker =>
        {
            var random = new Random(worker);
            var assets = new List<Guid>();
            for (var step = 0; step < 25; step++)
            {
                var answer = (random.Next(5), assets.Count) switch
                {
                    ( <= 1, _) or (_, 0) => await tenant.UploadAsync(Any(spaces, random).Id, Any(files, random), ("asset_type", "other"), ("skip_duplicate_check", random.Next(2) == 0 ? "true" : "false")),
                    (2, _) => await tenant.DeleteAsync($"campaign-assets/{Any(assets, random)}"),
                    (3, _) => await tenant.PostAsync($"campaign-assets/{Any(assets, random)}/restore"),
                    _ => await tenant.DeleteAsync($"campaign-assets/{Any(assets, random)}?hard=true"),
                };

                Assert.InRange((int)answer.Status, 200, 409);
                if (answer.Status == HttpStatusCode.Created)
                    assets.Add(answer.Id);
            }
        }));

        (await StoredState.OfAsync(api, tenant)).ExpectWhole();
    }

    private static T Any<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];

    private static async Task<byte[]> DownloadAsync(TenantApi tenant, Guid assetId)
    {
        using var request = tenant.Request(HttpMethod.Get, $"campaign-assets/{assetId}/file");
        using var response = await tenant.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }
}
