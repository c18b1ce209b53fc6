using System.Net;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Reuse;

public sealed class ConcurrentReuseTests
{
    private const int Clients = 64;

    [Fact]
    public async Task Sixty_four_clients_a_hundred_times_each_are_six_thousand_four_hundred_reuses()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);
        var space = await tenant.ASpaceAsync();

        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var seen = new List<long>();
            for (var i = 0; i < 100; i++)
            {
                var answer = (await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { campaign_space_id = space.Id })).Expect(HttpStatusCode.OK);
                seen.Add((long)answer["asset"]["reused_count"]!);
            }

            return seen;
        }));

        // Every call was told a count of its own.
        Assert.Equal(Enumerable.Range(1, 6400).Select(count => (long)count), counts.SelectMany(seen => seen).Order());
        Assert.Equal(6400, (await StoredAsync(asset)).Events);
        await AssertExactAsync(asset);
    }

    [Fact]
    public async Task Counts_stay_exact_while_some_track_and_others_undo()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            for (var i = 0; i < 10; i++)
            {
                var reuse = (Guid)(await tenant.PostAsync($"campaign-assets/{asset}/reuse")).Expect(HttpStatusCode.OK)["reuse"]["id"]!;
                if ((i + client) % 2 == 0)
                    (await tenant.DeleteAsync($"campaign-assets/{asset}/reuse/{reuse}")).Expect(HttpStatusCode.NoContent);
            }
        }));

        Assert.Equal(Clients * 5, (await StoredAsync(asset)).Events);
        await AssertExactAsync(asset);
    }

    [Fact]
    public async Task What_is_told_while_others_track_is_of_one_moment_and_in_order()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);
        var tracking = Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            for (var i = 0; i < 20; i++)
                (await tenant.PostAsync($"campaign-assets/{asset}/reuse")).Expect(HttpStatusCode.OK);
        }));

        while (!tracking.IsCompleted)
            await AssertOneMomentAsync(tenant, asset);
        await tracking;

        Assert.Equal(320, await AssertOneMomentAsync(tenant, asset));
    }

    private static async Task<long> AssertOneMomentAsync(TenantApi tenant, Guid asset)
    {
        var told = (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history?limit=100")).Expect(HttpStatusCode.OK);
        var (history, total) = (told["history"].AsArray(), (long)told["total_reuses"]);
        var times = history.Select(entry => DateTimeOffset.Parse((string)entry!["timestamp"]!, null)).ToList();

        Assert.Equal(times.OrderDescending(), times);
        Assert.Equal(Math.Min(total, 100), times.Count);
        Assert.Equal(total > 100, (bool)told["has_more"]);
        Assert.Equal((string?)told.Json["last_reused_at"], (string?)history.FirstOrDefault()?["timestamp"]);
        return total;
    }

    private static async Task AssertExactAsync(Guid asset)
    {
        var stored = await StoredAsync(asset);

        Assert.Equal(stored.Events, stored.Count);
        Assert.Equal(stored.NewestEvent, stored.LastReusedAt);
    }

    private static async Task<Stored> StoredAsync(Guid asset)
    {
        await using var database = await TestDatabase.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select asset.reused_count, asset.last_reused_at, count(event.id), max(event.reused_at)
            from campaign_assets as asset left join reuse_events as event on event.tenant_id = asset.tenant_id and event.asset_id = asset.id
            where asset.id = $1 group by 1, 2
            """,
            database)
        {
            Parameters = { new() { Value = asset } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());

        return new Stored(
            reader.GetInt64(0), await reader.GetFieldValueAsync<DateTime?>(1), reader.GetInt64(2), await reader.GetFieldValueAsync<DateTime?>(3));
    }

    private sealed record Stored(long Count, DateTime? LastReusedAt, long Events, DateTime? NewestEvent);
}
