using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Assets;

/// <summary>Lists of assets, held against the plainest reading of their filters.</summary>
public sealed class ListAssetsTests : IClassFixture<ListAssetsTests.ManyAssets>
{
    private readonly ManyAssets many;
    private readonly TenantApi tenant;

    public ListAssetsTests(ManyAssets many) => (this.many, tenant) = (many, many.Tenant);

    public static TheoryData<string> SortColumns =>
        ["created_at", "updated_at", "asset_name", "asset_type", "file_size", "impressions", "clicks", "conversions", "spend", "revenue", "ctr", "reused_count", "last_reused_at"];

    [Theory]
    [InlineData("asset_type=ad_copy")]
    [InlineData("asset_type=ad_copy,headline")]
    [InlineData("tags=hero")]
    [InlineData("tags=Hero,%20SUMMER")]
    [InlineData("search=summer")]
    [InlineData("search=SUM%20sal")]
    [InlineData("search=boots")]
    [InlineData("search=summer%20boots%20grab")]
    [InlineData("search=bri%20headline")]
    [InlineData("search=nothing")]
    [InlineData("brand_id=brand-1")]
    [InlineData("platform=meta")]
    [InlineData("platform=meta,google_ads")]
    [InlineData("min_reuses=2")]
    [InlineData("min_ctr=2.5")]
    [InlineData("has_file=true")]
    [InlineData("has_file=false")]
    [InlineData("created_from=2026-01-10")]
    [InlineData("created_to=2026-01-10")]
    [InlineData("created_from=2026-01-05T06:00:00Z&created_to=2026-01-12T18:00:00%2B02:00")]
    [InlineData("asset_type=ad_copy,other&tags=hero&platform=meta&min_ctr=1")]
    [InlineData("search=sale&brand_id=brand-2&has_file=true&created_from=2026-01-03")]
    [InlineData("min_reuses=1&min_ctr=0.5&tags=summer&asset_type=headline,ad_copy,other&created_to=2026-01-20")]
    public async Task A_filter_gives_exactly_what_it_says(string filter)
    {
        var expected = many.All.Where(asset => Matches(asset, filter)).Select(asset => (string?)asset["id"]).Order(StringComparer.Ordinal).ToArray();

        var page = (await tenant.GetAsync($"campaign-assets/assets?limit=100&{filter}")).Expect(HttpStatusCode.OK);

        Assert.Equal(expected, page["assets"].AsArray().Select(asset => (string?)asset!["id"]).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Length, (int)page["total"]);
        Assert.False((bool)page["has_more"]);
    }

    [Fact]
    public async Task By_space_both_addresses_give_the_same()
    {
        var expected = many.All.Where(asset => (Guid?)asset["campaign_space_id"] == many.SpaceIds[0]).Select(asset => (string?)asset["id"]).ToHashSet(StringComparer.Ordinal);

        var filtered = await tenant.GetAsync($"campaign-assets/assets?limit=100&campaign_space_id={many.SpaceIds[0]}");
        var ofSpace = await tenant.GetAsync($"campaign-assets/campaign-spaces/{many.SpaceIds[0]}/assets?limit=100");

        Assert.Equal(filtered.Text, ofSpace.Text);
        Assert.True(expected.SetEquals(filtered["assets"].AsArray().Select(asset => (string)asset!["id"]!)));
    }

    [Fact]
    public async Task By_hash_in_either_case_the_sharers_are_found()
    {
        var hash = (string)many.All.First(asset => asset["file_hash"] is not null)["file_hash"]!;
        var expected = many.All.Count(asset => (string?)asset["file_hash"] == hash);

        foreach (var spelt in new[] { hash, hash.ToUpperInvariant() })
            Assert.Equal(expected, (int)(await tenant.GetAsync($"campaign-assets/assets?file_hash={spelt}"))["total"]);
        Assert.Equal(0, (int)(await tenant.GetAsync($"campaign-assets/assets?file_hash={new string('0', 64)}"))["total"]);
    }

    [Theory]
    [MemberData(nameof(SortColumns))]
    public async Task Pages_by_offset_and_by_cursor_make_up_the_whole_in_order(string column)
    {
        foreach (var direction in new[] { "true", "false" })
        {
            var order = $"order_by={column}&order_desc={direction}";
            var whole = Ids(await tenant.GetAsync($"campaign-assets/assets?limit=100&{order}"));

            Assert.Equal(many.All.Count, whole.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(whole, await ByOffsetAsync(order));
            Assert.Equal(whole, await ByCursorAsync(order));
        }
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("offset=-1")]
    [InlineData("order_by=deleted_at")]
    [InlineData("order_desc=yes")]
    [InlineData("cursor=xyz")]
    [InlineData("cursor=xyz&offset=1")]
    [InlineData("asset_type=picture")]
    [InlineData("asset_type=image,picture")]
    [InlineData("platform=myspace")]
    [InlineData("min_reuses=-1")]
    [InlineData("min_reuses=x")]
    [InlineData("min_ctr=-1")]
    [InlineData("file_hash=abc")]
    [InlineData("created_from=yesterday")]
    [InlineData("created_from=2026-02-02&created_to=2026-02-01")]
    [InlineData("has_file=1")]
    [InlineData("campaign_space_id=1")]
    [InlineData("assettype=image")]
    public async Task A_filter_that_cannot_be_is_refused(string filter)
    {
        (await tenant.GetAsync($"campaign-assets/assets?{filter}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.GetAsync($"campaign-assets/campaign-spaces/{many.SpaceIds[0]}/assets?{filter}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    [Fact]
    public async Task The_list_of_a_space_needs_the_space()
    {
        var foreign = await (await RunningApi.SharedAsync()).NewTenant().ASpaceAsync();

        (await tenant.GetAsync($"campaign-assets/campaign-spaces/{foreign.Id}/assets")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await tenant.GetAsync($"campaign-assets/campaign-spaces/{many.SpaceIds[0]}/assets?campaign_space_id={many.SpaceIds[1]}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    private bool Matches(JsonNode asset, string filter) => filter.Split('&').All(pair =>
    {
        var (name, value) = (pair.Split('=')[0], Uri.UnescapeDataString(pair.Split('=')[1]));
        var values = value.Split(',').Select(item => item.Trim().ToLowerInvariant()).ToArray();
        return name switch
        {
            "asset_type" => values.Contains((string?)asset["asset_type"], StringComparer.Ordinal),
            "tags" => values.All(tag => asset["tags"]!.AsArray().Any(own => (string?)own == tag)),
            "search" => value.ToLowerInvariant().Split(' ').All(word => Words(asset).Any(own => own.StartsWith(word, StringComparison.Ordinal))),
            "brand_id" => (string?)asset["brand_id"] == value,
            "platform" => values.Contains(many.PlatformOf((Guid)asset["campaign_space_id"]!), StringComparer.Ordinal),
            "min_reuses" => (long)asset["reused_count"]! >= long.Parse(value),
            "min_ctr" => (decimal)asset["ctr"]! >= decimal.Parse(value),
            "has_file" => (asset["file_hash"] is not null) == bool.Parse(value),
            "created_from" => (DateTimeOffset)asset["created_at"]! >= DateTimeOffset.Parse(value, styles: System.Globalization.DateTimeStyles.AssumeUniversal),
            "created_to" when value.Length == 10 => (DateTimeOffset)asset["created_at"]! < DateTimeOffset.Parse(value, styles: System.Globalization.DateTimeStyles.AssumeUniversal).AddDays(1),
            "created_to" => (DateTimeOffset)asset["created_at"]! <= DateTimeOffset.Parse(value, styles: System.Globalization.DateTimeStyles.AssumeUniversal),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), name, "No such filter."),
        };
    });

    private static string[] Words(JsonNode asset) =>
        $"{asset["asset_name"]} {asset["title"]} {asset["description"]} {asset["headline_text"]} {asset["ad_copy_text"]} {asset["cta_text"]}".ToLowerInvariant().Split([' ', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries);

    private static string[] Ids(ApiAnswer page) => [.. page.Expect(HttpStatusCode.OK)["assets"].AsArray().Select(asset => (string)asset!["id"]!)];

    private async Task<List<string>> ByOffsetAsync(string order)
    {
        var found = new List<string>();
        ApiAnswer page;
        do
        {
            page = await tenant.GetAsync($"campaign-assets/assets?limit=7&offset={found.Count}&{order}");
            found.AddRange(Ids(page));
        }
        while ((bool)page["has_more"]);

        return found;
    }

    private async Task<List<string>> ByCursorAsync(string order)
    {
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await tenant.GetAsync($"campaign-assets/assets?limit=7&{order}{(cursor is null ? "" : $"&cursor={cursor}")}");
            found.AddRange(Ids(page));
            cursor = (string?)page.Json["next_cursor"];
        }
        while (cursor is not null);

        return found;
    }

    /// <summary>A tenant with thirty assets of all sorts in three spaces, and one deleted.</summary>
    public sealed class ManyAssets : IAsyncLifetime
    {
        private static readonly string[] Platforms = ["meta", "google_ads", "tiktok"];

        internal TenantApi Tenant { get; private set; } = null!;

        internal IReadOnlyList<Guid> SpaceIds { get; private set; } = [];

        internal IReadOnlyList<JsonNode> All { get; private set; } = [];

        public async Task InitializeAsync()
        {
            Tenant = (await RunningApi.SharedAsync()).NewTenant();
            SpaceIds = [.. (await Task.WhenAll(Platforms.Select(platform => Tenant.ASpaceAsync(platform, platform)))).Select(space => space.Id)];
            var files = Enumerable.Range(1, 5).Select(i => TestFile.OfRandomBytes(i * 10)).ToArray();
            var random = new Random(7);
            string[] names = ["Summer_Sale-hero", "winter sale", "Plain", "SUMMER special"];

            for (var i = 0; i < 31; i++)
            {
                (string, string)[] fields =
                [
                    ("asset_name", $"{names[random.Next(4)]} {i % 4}"), ("asset_type", new[] { "ad_copy", "headline", "other" }[random.Next(3)]), ("tags", new[] { "hero", "hero,summer", "summer,x", "" }[random.Next(4)]),
                    ("brand_id", $"brand-{random.Next(3)}"), ("title", random.Next(2) == 0 ? "a sale" : ""), ("skip_duplicate_check", "true"),
                    ("headline_text", random.Next(2) == 0 ? "Bright headline" : ""), ("ad_copy_text", random.Next(2) == 0 ? "Half off all boots" : ""), ("cta_text", random.Next(2) == 0 ? "Grab some" : ""),
                ];
                (await Tenant.UploadAsync(SpaceIds[random.Next(3)], random.Next(2) == 0 ? null : files[random.Next(5)], fields)).Expect(HttpStatusCode.Created);
            }

            await SpreadAsync();
            var assets = (await Tenant.GetAsync("campaign-assets/assets?limit=100"))["assets"].AsArray();
            (await Tenant.DeleteAsync($"campaign-assets/{assets[0]!["id"]}")).Expect(HttpStatusCode.NoContent);
            All = [.. assets.Skip(1).Select(asset => asset!)];
        }

        public Task DisposeAsync() => Task.CompletedTask;

        internal string PlatformOf(Guid spaceId) => Platforms[SpaceIds.ToList().IndexOf(spaceId)];

        // Over days, reuses and performance; what takes weeks is set behind the API's back.
        private async Task SpreadAsync()
        {
            await using var connection = await TestDatabase.OpenAsync();
            await using var command = new NpgsqlCommand(
                """
                update campaign_assets as asset set
                  created_at = '2026-01-01T08:00:00Z'::timestamptz + (n / 2) * interval '17 hours', reused_count = n % 4,
                  last_reused_at = case when n % 4 > 0 then '2026-02-01'::timestamptz + (n % 3) * interval '1 day' end,
                  impressions = (n % 5) * 100, clicks = (n % 5) * (n % 4), conversions = n % 3 / 4.0, spend = n % 7 * 1.25, revenue = n % 2
                from (select id, row_number() over (order by id) as n from campaign_assets where tenant_id = @tenant) as numbered
                where asset.tenant_id = @tenant and asset.id = numbered.id
                """,
                connection)
            {
                Parameters = { new("tenant", Tenant.TenantId) },
            };
            await command.ExecuteNonQueryAsync();
        }
    }
}
