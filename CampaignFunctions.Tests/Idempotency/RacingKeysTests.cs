using System.Net;
using CampaignFunctions.Tests.Support;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Idempotency;

/// <summary>Many that send the same at once.</summary>
public sealed class RacingKeysTests(ITestOutputHelper output)
{
    private const int Keys = 200;
    private const int Racers = 16;
    private const int KeysAtOnce = 4;

    [Fact]
    public async Task Of_sixteen_that_send_one_request_under_one_key_one_has_the_effect_and_the_others_its_answer_or_none_yet()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var template = await tenant.ASpaceAsync(also: new { is_template = true });
        var space = await tenant.ASpaceAsync();
        var asset = await tenant.AnAssetAsync(space.Id);
        var (told, waiting) = (0, 0);
        var requests = Enumerable.Range(0, Keys).Select(i => Request(i)).ToArray();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Keys),
            new ParallelOptions { MaxDegreeOfParallelism = KeysAtOnce },
            async (i, _) =>
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => requests[i]()));
                var late = await requests[i]();

                Assert.InRange((int)late.Status, 200, 201);
                var (first, inUse) = (answers.Where(answer => answer.Status != HttpStatusCode.Conflict).ToList(), answers.Where(answer => answer.Status == HttpStatusCode.Conflict));
                Assert.NotEmpty(first);
                Assert.All(first, answer => Assert.Equal(late.Whole, answer.Whole));
                Assert.All(inUse, answer => answer.ExpectProblem(HttpStatusCode.Conflict, "idempotency_key_in_use"));
                Interlocked.Add(ref told, first.Count);
                Interlocked.Add(ref waiting, Racers - first.Count);
            });

        const int Each = Keys / 4;
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((Each + 1, Each, Each), (state.Assets, state.Files, state.StoreObjects.Count));
        Assert.Equal(2 + (2 * Each), (int)(await tenant.GetAsync("campaign-spaces?limit=1"))["total"]);
        Assert.Equal(Each, (int)(await tenant.GetAsync($"campaign-assets/{asset.Id}"))["reused_count"]);
        Assert.Equal(Each, (int)(await tenant.GetAsync($"campaign-assets/{asset.Id}/reuse-history?limit=1"))["total_reuses"]);
        Assert.Equal(Keys, await TestRows.ScalarAsync<long>("select count(*) from idempotency_keys where tenant_id = @tenant", ("tenant", tenant.TenantId)));
        output.Print("racing keys", $"{Keys} keys × {Racers} racers, {Keys} effects, {told:N0} given the first answer byte for byte, {waiting:N0} told that it is on its way");

        Func<Task<ApiAnswer>> Request(int i)
        {
            var key = $"key-{i}";
            var file = TestFile.OfRandomBytes(500);
            return (i % 4) switch
            {
                0 => () => tenant.PostAsync("campaign-spaces", new { campaign_name = $"Number {i}", platform = "meta" }, key),
                1 => () => tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { reused_in_type = "page", reused_in_id = $"{i}" }, key),
                2 => () => tenant.UploadWithKeyAsync(key, space.Id, file, ("asset_type", "other")),
                _ => () => tenant.PostAsync($"campaign-spaces/templates/{template.Id}/use", new { campaign_name = $"Number {i}" }, key),
            };
        }
    }
}
