using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Reuse;

public sealed class UndoReuseTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 20, 15, 20, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_count_and_the_last_reuse_follow_what_is_undone()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant, First, First.AddDays(1));
        var reuses = await ReusesAsync(tenant, asset);

        (await tenant.DeleteAsync($"campaign-assets/{asset}/reuse/{reuses[0]}")).Expect(HttpStatusCode.NoContent);
        var one = await tenant.GetAsync($"campaign-assets/{asset}/reuse-history");
        (await tenant.DeleteAsync($"campaign-assets/{asset}/reuse/{reuses[1]}")).Expect(HttpStatusCode.NoContent);
        var none = await tenant.GetAsync($"campaign-assets/{asset}/reuse-history");

        Assert.Equal(1, (long)one["total_reuses"]);
        Assert.Equal("2026-01-20T15:20:00Z", (string?)one["last_reused_at"]);
        Assert.Equal(0, (long)none["total_reuses"]);
        Assert.Null(none.Json["last_reused_at"]);
        Assert.Empty(none["history"].AsArray());
    }

    [Fact]
    public async Task Undoing_an_older_reuse_leaves_the_last_one()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        // Two of them are of one millisecond.
        var asset = await ReusableAsset.AddAsync(tenant, First, First.AddMicroseconds(700), First.AddMicroseconds(300));
        var reuses = await ReusesAsync(tenant, asset);
        var history = await tenant.GetAsync($"campaign-assets/{asset}/reuse-history");
        var oldest = history["history"].AsArray().Select((entry, index) => (Timestamp: DateTimeOffset.Parse((string)entry!["timestamp"]!, null), index)).Min().index;

        (await tenant.DeleteAsync($"campaign-assets/{asset}/reuse/{reuses[oldest]}")).Expect(HttpStatusCode.NoContent);

        var left = await tenant.GetAsync($"campaign-assets/{asset}/reuse-history");
        Assert.Equal("2026-01-20T15:20:00.0007Z", (string?)left["last_reused_at"]);
        Assert.Equal(2, (long)left["total_reuses"]);
    }

    [Fact]
    public async Task Undone_at_once_by_many_it_is_undone_once()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant, First, First.AddDays(1));
        var reuse = (await ReusesAsync(tenant, asset))[0];

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tenant.DeleteAsync($"campaign-assets/{asset}/reuse/{reuse}")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.NoContent);
        foreach (var answer in answers.Where(answer => answer.Status != HttpStatusCode.NoContent))
            answer.ExpectProblem(HttpStatusCode.NotFound, "reuse_not_found");
        Assert.Equal(1, (long)(await tenant.GetAsync($"campaign-assets/{asset}/reuse-history"))["total_reuses"]);
    }

    [Fact]
    public async Task Only_a_reuse_of_this_live_asset_of_the_tenant_can_be_undone()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant, First);
        var another = await ReusableAsset.AddAsync(tenant, First);
        var deleted = new ReusableAsset { IsDeleted = true, Reuses = [First] };
        var reuse = (await ReusesAsync(tenant, asset))[0];
        await ReusableAsset.AddAsync(tenant, (await tenant.ASpaceAsync()).Id, [deleted]);

        (await api.NewTenant().DeleteAsync($"campaign-assets/{asset}/reuse/{reuse}")).ExpectProblem(HttpStatusCode.NotFound, "reuse_not_found");
        (await tenant.DeleteAsync($"campaign-assets/{another}/reuse/{reuse}")).ExpectProblem(HttpStatusCode.NotFound, "reuse_not_found");
        (await tenant.DeleteAsync($"campaign-assets/{asset}/reuse/{Guid.CreateVersion7()}")).ExpectProblem(HttpStatusCode.NotFound, "reuse_not_found");
        (await tenant.DeleteAsync($"campaign-assets/{deleted.Id}/reuse/{reuse}")).ExpectProblem(HttpStatusCode.NotFound, "reuse_not_found");
        Assert.Equal(1, (long)(await tenant.GetAsync($"campaign-assets/{asset}/reuse-history"))["total_reuses"]);
    }

    private static async Task<List<Guid>> ReusesAsync(TenantApi tenant, Guid asset) =>
        [.. (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history")).Expect(HttpStatusCode.OK)["history"].AsArray().Select(entry => (Guid)entry!["id"]!)];
}
