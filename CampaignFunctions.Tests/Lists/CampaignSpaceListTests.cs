using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Lists;

/// <summary>Filters, orders and pages over generated spaces, each held against the same question asked of the rows in memory.</summary>
public sealed class CampaignSpaceListTests : IAsyncLifetime
{
    private const int Spaces = 60;
    private static readonly Lazy<Task<(TenantApi Tenant, List<JsonNode> All)>> Generated = new(GenerateAsync);

    private TenantApi tenant = null!;
    private List<JsonNode> all = null!;

    private static readonly string[] Columns =
    [
        "created_at", "updated_at", "campaign_name", "platform", "budget", "campaign_start_date", "campaign_end_date", "total_impressions",
        "total_clicks", "total_spend", "total_conversions", "total_revenue", "avg_ctr", "avg_roas", "asset_count", "total_asset_size_bytes",
    ];

    public static TheoryData<string> Orders => [.. Columns];

    public static TheoryData<string, Func<JsonNode, bool>> Filters => new()
    {
        { "", _ => true },
        { "platform=meta", space => Text(space, "platform") == "meta" },
        { "platform=meta,google_ads", space => Text(space, "platform") is "meta" or "google_ads" },
        { "platform=snapchat", _ => false },
        { "brand_id=brand-1", space => Text(space, "brand_id") == "brand-1" },
        { "import_source=csv_import", space => Text(space, "import_source") == "csv_import" },
        { "is_active=false", space => !(bool)space["is_active"]! },
        { "is_archived=true", space => (bool)space["is_archived"]! },
        { "is_archived=false", space => !(bool)space["is_archived"]! },
        { "is_template=true", space => (bool)space["is_template"]! },
        { "is_template=false", space => !(bool)space["is_template"]! },
        { "category=brand", space => Text(space, "category") == "brand" },
        { "category=brand,sales", space => Text(space, "category") is "brand" or "sales" },
        { "tags=sale", space => Tags(space).Contains("sale") },
        { "tags=%20SALE%20,summer", space => Tags(space).Contains("sale") && Tags(space).Contains("summer") },
        { "search=sale", space => Words(space).Any(word => word.StartsWith("sale", StringComparison.Ordinal)) },
        { "search=SUMMER%20sale", space => Words(space).Any(word => word.StartsWith("summer", StringComparison.Ordinal)) && Words(space).Any(word => word.StartsWith("sale", StringComparison.Ordinal)) },
        { "budget_min=500", space => Number(space, "budget") >= 500 },
        { "budget_max=500", space => Number(space, "budget") <= 500 },
        { "budget_min=200&budget_max=600.5", space => Number(space, "budget") is >= 200 and <= 600.5m },
        { "min_impressions=5000", space => Number(space, "total_impressions") >= 5000 },
        { "min_ctr=1.5", space => Number(space, "avg_ctr") >= 1.5m },
        { "min_roas=2", space => Number(space, "avg_roas") >= 2 },
        { "platform=meta,tiktok&is_active=true&tags=sale", space => Text(space, "platform") is "meta" or "tiktok" && (bool)space["is_active"]! && Tags(space).Contains("sale") },
        { "search=sale&category=sales&min_impressions=1&is_archived=false", space => Words(space).Any(word => word.StartsWith("sale", StringComparison.Ordinal)) && Text(space, "category") == "sales" && Number(space, "total_impressions") >= 1 && !(bool)space["is_archived"]! },
    };

    public async Task InitializeAsync() => (tenant, all) = await Generated.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_lists_what_it_says_and_counts_it(string query, Func<JsonNode, bool> holds)
    {
        var listed = (await tenant.GetAsync($"campaign-spaces?limit=100&{query}")).Expect(HttpStatusCode.OK);

        Assert.Equal(Ids(all.Where(holds)).Order(), Ids(Items(listed)).Order());
        Assert.Equal(all.Count(holds), (int)listed["total"]!);
        Assert.False((bool)listed["has_more"]!);
    }

    [Fact]
    public async Task Created_from_and_to_are_inclusive()
    {
        var middle = Text(all[Spaces / 2], "created_at")!;

        var from = Items(await tenant.GetAsync($"campaign-spaces?limit=100&created_from={middle}"));
        var to = Items(await tenant.GetAsync($"campaign-spaces?limit=100&created_to={middle}"));
        var both = Items(await tenant.GetAsync($"campaign-spaces?limit=100&created_from={middle}&created_to={middle}"));
        var today = Items(await tenant.GetAsync($"campaign-spaces?limit=100&created_from={middle[..10]}&created_to={middle[..10]}"));

        Assert.Equal(Ids(all.Where(space => Instant(space) >= DateTimeOffset.Parse(middle))).Order(), Ids(from).Order());
        Assert.Equal(Ids(all.Where(space => Instant(space) <= DateTimeOffset.Parse(middle))).Order(), Ids(to).Order());
        Assert.Contains(Ids(both), id => id == Text(all[Spaces / 2], "id"));
        Assert.Equal(all.Count(space => Text(space, "created_at")!.StartsWith(middle[..10], StringComparison.Ordinal)), today.Count);
    }

    [Fact]
    public async Task User_id_lists_what_that_user_made()
    {
        var mine = (await RunningApi.SharedAsync()).NewTenant();
        await mine.ASpaceAsync("Of nobody in particular");
        (await mine.PostAsync("campaign-spaces?user_id=ana", new { campaign_name = "Ana's", platform = "meta" })).Expect(HttpStatusCode.Created);

        var listed = (await mine.GetAsync("campaign-spaces?user_id=ana")).Expect(HttpStatusCode.OK);

        Assert.Equal("Ana's", (string?)Assert.Single(Items(listed))["campaign_name"]);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Every_order_is_total_and_the_other_direction_is_its_reverse(string orderBy)
    {
        var ascending = Items(await tenant.GetAsync($"campaign-spaces?limit=100&order_by={orderBy}&order_desc=false"));
        var descending = Items(await tenant.GetAsync($"campaign-spaces?limit=100&order_by={orderBy}&order_desc=true"));

        Assert.Equal(Ids(all.OrderBy(space => Key(space, orderBy), Keys.Instance).ThenBy(space => Text(space, "id"), StringComparer.Ordinal)), Ids(ascending));
        Assert.Equal(Enumerable.Reverse(Ids(ascending)), Ids(descending));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_by_offset_and_by_cursor_are_the_whole_cut_up(string orderBy)
    {
        foreach (var (limit, descending) in new[] { (7, "true"), (13, "false"), (30, "true") })
        {
            var query = $"campaign-spaces?order_by={orderBy}&order_desc={descending}";
            var whole = Ids(Items(await tenant.GetAsync($"{query}&limit=100")));

            Assert.Equal(whole, await ByOffsetAsync($"{query}&limit={limit}", limit));
            Assert.Equal(whole, await ByCursorAsync($"{query}&limit={limit}"));
        }
    }

    [Fact]
    public async Task Random_filters_orders_and_page_sizes_still_make_the_same_whole()
    {
        var random = new Random(20260122);
        string[] filters = ["", "&is_active=true", "&tags=sale", "&platform=meta,google_ads,tiktok", "&budget_min=1", "&search=s"];

        for (var i = 0; i < 20; i++)
        {
            var order = Columns[random.Next(Columns.Length)];
            var query = $"campaign-spaces?order_by={order}&order_desc={(random.Next(2) == 0 ? "true" : "false")}{filters[random.Next(filters.Length)]}";
            var limit = random.Next(1, 20);
            var whole = Ids(Items(await tenant.GetAsync($"{query}&limit=100")));

            Assert.Equal(whole, await ByOffsetAsync($"{query}&limit={limit}", limit));
            Assert.Equal(whole, await ByCursorAsync($"{query}&limit={limit}"));
        }
    }

    [Fact]
    public async Task A_page_says_where_it_stands()
    {
        var page = (await tenant.GetAsync("campaign-spaces?limit=25&offset=50")).Expect(HttpStatusCode.OK);

        Assert.Equal((Spaces, 25, 50, false, 10), ((int)page["total"]!, (int)page["limit"]!, (int)page["offset"]!, (bool)page["has_more"]!, Items(page).Count));
        var beyond = (await tenant.GetAsync("campaign-spaces?offset=1000")).Expect(HttpStatusCode.OK);
        Assert.Empty(Items(beyond));
        Assert.Equal(Spaces, (int)beyond["total"]!);
    }

    [Fact]
    public async Task Without_parameters_it_is_the_newest_50()
    {
        var page = (await tenant.GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);

        Assert.Equal((50, 0, true), ((int)page["limit"]!, (int)page["offset"]!, (bool)page["has_more"]!));
        Assert.Equal(Ids(all.OrderByDescending(Instant).ThenByDescending(space => Text(space, "id"), StringComparer.Ordinal).Take(50)), Ids(Items(page)));
    }

    [Fact]
    public async Task Rows_that_come_while_walking_by_cursor_neither_repeat_nor_hide_others()
    {
        var moving = (await RunningApi.SharedAsync()).NewTenant();
        for (var i = 0; i < 6; i++)
            await moving.ASpaceAsync($"Space {i}");

        var before = Ids(Items(await moving.GetAsync("campaign-spaces")));
        var first = await moving.GetAsync("campaign-spaces?limit=2");
        await moving.ASpaceAsync("Newer than all");
        var rest = await moving.GetAsync($"campaign-spaces?limit=100&cursor={(string)first["next_cursor"]!}");

        Assert.Equal(before, [.. Ids(Items(first)), .. Ids(Items(rest))]);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("limit=5%00", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("offset=x", "offset")]
    [InlineData("order_by=search", "order_by")]
    [InlineData("order_by=id;drop table campaign_spaces", "order_by")]
    [InlineData("order_desc=yes", "order_desc")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("cursor=e30", "cursor")]
    [InlineData("cursor=bnVsbA", "cursor")]
    [InlineData("order_by=campaign_name&cursor=eyJvcmRlcl9ieSI6ImNhbXBhaWduX25hbWUiLCJvcmRlcl9kZXNjIjp0cnVlLCJrZXkiOm51bGwsImlkIjoiMDE5YTAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIn0", "cursor")]
    [InlineData("platform=facebook", "platform")]
    [InlineData("platform=meta,,facebook", "platform")]
    [InlineData("platform=1", "platform")]
    [InlineData("import_source=magic", "import_source")]
    [InlineData("is_active=1", "is_active")]
    [InlineData("budget_min=-1", "budget_min")]
    [InlineData("budget_min=NaN", "budget_min")]
    [InlineData("budget_max=1e9", "budget_max")]
    [InlineData("budget_max=5000.00000000000000000000000000000001", "budget_max")]
    [InlineData("min_ctr=0.00000000000000000000000000001", "min_ctr")]
    [InlineData("min_impressions=1.5", "min_impressions")]
    [InlineData("created_from=yesterday", "created_from")]
    [InlineData("created_to=2026-02-30", "created_to")]
    [InlineData("created_from=2026-02-02&created_to=2026-02-01", "created_to")]
    [InlineData("created_from=2026-02-01T00:00:00.000001Z&created_to=2026-02-01T00:00:00Z", "created_to")]
    [InlineData("budget_min=100.01&budget_max=100", "budget_max")]
    [InlineData("serach=sale", "serach")]
    [InlineData("Platform=meta", "Platform")]
    [InlineData("platform=meta&platform=tiktok", "platform")]
    [InlineData("limit=", "limit")]
    [InlineData("limit", "limit")]
    [InlineData("offset=", "offset")]
    [InlineData("cursor=", "cursor")]
    [InlineData("order_by=", "order_by")]
    [InlineData("order_desc=", "order_desc")]
    [InlineData("platform=", "platform")]
    [InlineData("platform=,", "platform")]
    [InlineData("platform=%20,%20", "platform")]
    [InlineData("import_source=", "import_source")]
    [InlineData("is_active=", "is_active")]
    [InlineData("is_archived=", "is_archived")]
    [InlineData("is_template=", "is_template")]
    [InlineData("budget_min=", "budget_min")]
    [InlineData("budget_max=", "budget_max")]
    [InlineData("min_impressions=", "min_impressions")]
    [InlineData("created_from=", "created_from")]
    [InlineData("created_to=", "created_to")]
    public async Task A_parameter_that_cannot_be_is_a_400_that_names_it(string query, string parameter)
    {
        var answer = (await tenant.GetAsync($"campaign-spaces?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][parameter]);
    }

    [Theory]
    [InlineData("search=")]
    [InlineData("brand_id=")]
    [InlineData("user_id=")]
    [InlineData("category=")]
    [InlineData("category=,")]
    [InlineData("tags=")]
    [InlineData("tags=%20,")]
    [InlineData("platform=meta,,google_ads,tiktok,linkedin,")]
    public async Task Free_text_that_is_empty_and_empty_places_of_a_list_say_nothing(string query)
    {
        var page = (await tenant.GetAsync($"campaign-spaces?limit=1&{query}")).Expect(HttpStatusCode.OK);

        Assert.Equal(Spaces, (int)page["total"]!);
    }

    [Fact]
    public async Task True_and_false_may_be_capitalised_as_Python_writes_them()
    {
        var expected = (await tenant.GetAsync("campaign-spaces?limit=100&is_active=true&order_desc=false")).Text;

        Assert.Equal(expected, (await tenant.GetAsync("campaign-spaces?limit=100&is_active=True&order_desc=False")).Expect(HttpStatusCode.OK).Text);
    }

    [Theory]
    [InlineData("budget_min")]
    [InlineData("min_impressions")]
    [InlineData("min_ctr")]
    public async Task What_cannot_be_negative_is_said_without_the_limits_of_its_type(string parameter)
    {
        var answer = (await tenant.GetAsync($"campaign-spaces?{parameter}=-1")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.Equal("must be 0 or more.", (string?)answer["errors"][parameter]![0]);
    }

    [Theory]
    [InlineData("limit=", "must be a whole number from 1 to 100.")]
    [InlineData("limit=ten", "must be a whole number from 1 to 100.")]
    [InlineData("offset=", "must be a whole number from 0 to 100000.")]
    public async Task What_is_no_number_is_answered_with_the_numbers_there_are(string query, string rule)
    {
        var answer = (await tenant.GetAsync($"campaign-spaces?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.Equal(rule, (string?)Assert.Single(answer["errors"].AsObject()).Value![0]);
    }

    [Fact]
    public async Task A_wrong_platform_is_answered_with_the_right_ones()
    {
        var answer = (await tenant.GetAsync("campaign-spaces?platform=facebook")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.Equal(
            "must be one of google_ads, meta, linkedin, twitter, tiktok, snapchat, pinterest, reddit, amazon_ads, microsoft_ads, youtube, other.",
            (string?)answer["errors"]["platform"]![0]);
    }

    [Fact]
    public async Task A_cursor_goes_with_its_own_order_only_and_never_with_offset()
    {
        var cursor = (string)(await tenant.GetAsync("campaign-spaces?limit=2&order_by=budget"))["next_cursor"]!;

        (await tenant.GetAsync($"campaign-spaces?limit=2&order_by=budget&cursor={cursor}&offset=0")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.GetAsync($"campaign-spaces?limit=2&cursor={cursor}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.GetAsync($"campaign-spaces?limit=2&order_by=budget&order_desc=false&cursor={cursor}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.GetAsync($"campaign-spaces?limit=2&order_by=budget&cursor={cursor}x!")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    [Fact]
    public async Task Another_tenants_cursor_shows_nothing_of_theirs()
    {
        var cursor = (string)(await tenant.GetAsync("campaign-spaces?limit=2"))["next_cursor"]!;
        var stranger = (await RunningApi.SharedAsync()).NewTenant();

        var page = (await stranger.GetAsync($"campaign-spaces?cursor={cursor}")).Expect(HttpStatusCode.OK);

        Assert.Empty(Items(page));
    }

    private async Task<List<string>> ByOffsetAsync(string query, int limit)
    {
        var ids = new List<string>();
        for (var more = true; more;)
        {
            var page = (await tenant.GetAsync($"{query}&offset={ids.Count}")).Expect(HttpStatusCode.OK);
            more = (bool)page["has_more"]!;
            Assert.True(!more || Items(page).Count == limit);
            ids.AddRange(Ids(Items(page)));
        }

        return ids;
    }

    private async Task<List<string>> ByCursorAsync(string query)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await tenant.GetAsync(cursor is null ? query : $"{query}&cursor={cursor}")).Expect(HttpStatusCode.OK);
            ids.AddRange(Ids(Items(page)));
            cursor = (string?)page.Json["next_cursor"];
            Assert.Equal(cursor is not null, (bool)page["has_more"]!);
        }
        while (cursor is not null);

        return ids;
    }

    private static async Task<(TenantApi Tenant, List<JsonNode> All)> GenerateAsync()
    {
        var random = new Random(42);
        var made = (await RunningApi.SharedAsync()).NewTenant();
        string[] platforms = ["meta", "google_ads", "tiktok", "linkedin"];
        string?[] categories = ["brand", "sales", null];
        string[] words = ["Summer", "SALE", "winter", "Sales", "wholesale", "Brand", "video", "Spring-Sale", "pre_launch"];
        string[] sources = ["manual_upload", "csv_import", "platform_api", "bulk_import"];
        string[] tags = ["sale", "summer", "video"];

        T Any<T>(T[] of) => of[random.Next(of.Length)];

        for (var i = 0; i < Spaces; i++)
        {
            var start = random.Next(3) == 0 ? (DateOnly?)null : new DateOnly(2026, 1, 1).AddDays(random.Next(5));
            var space = await made.ASpaceAsync($"{Any(words)} {Any(words)}", Any(platforms), new
            {
                brand_id = random.Next(2) == 0 ? null : $"brand-{random.Next(3)}",
                description = random.Next(2) == 0 ? null : $"{Any(words)}, {Any(words)}",
                budget = random.Next(4) == 0 ? (decimal?)null : random.Next(10) * 100.5m,
                campaign_start_date = start,
                campaign_end_date = start?.AddDays(random.Next(3)),
                is_active = random.Next(3) > 0,
                import_source = Any(sources),
                tags = tags.Where(_ => random.Next(2) == 0).ToArray(),
                category = Any(categories),
                is_template = random.Next(4) == 0,
                is_archived = random.Next(4) == 0,
            });

            if (random.Next(3) > 0)
            {
                (await made.PostAsync($"campaign-spaces/{space.Id}/update-performance", new
                {
                    impressions = random.Next(5) * 2500,
                    clicks = random.Next(4) * 50,
                    spend = random.Next(4) * 12.25m,
                    conversions = random.Next(3) * 1.5m,
                    revenue = random.Next(4) * 33.3m,
                })).Expect(HttpStatusCode.OK);
            }
        }

        await TestRows.ExecuteAsync(
            "update campaign_spaces set asset_count = length(campaign_name) % 3, total_asset_size_bytes = length(campaign_name) % 4 * 1000 where tenant_id = @tenant",
            ("tenant", made.TenantId));
        return (made, Items((await made.GetAsync("campaign-spaces?limit=100&order_desc=false")).Expect(HttpStatusCode.OK)));
    }

    private static List<JsonNode> Items(ApiAnswer page) => [.. page["campaign_spaces"].AsArray().Select(space => space!)];

    private static List<string> Ids(IEnumerable<JsonNode> spaces) => [.. spaces.Select(space => Text(space, "id")!)];

    private static string? Text(JsonNode space, string member) => (string?)space[member];

    private static decimal? Number(JsonNode space, string member) => (decimal?)space[member];

    private static DateTimeOffset Instant(JsonNode space) => DateTimeOffset.Parse(Text(space, "created_at")!);

    private static List<string?> Tags(JsonNode space) => [.. space["tags"]!.AsArray().Select(tag => (string?)tag)];

    private static string[] Words(JsonNode space) =>
        $"{Text(space, "campaign_name")} {Text(space, "description")}".ToLowerInvariant().Split([' ', ',', '-', '_'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Nulls are smallest; days and instants sort as text.</summary>
    private static object? Key(JsonNode space, string orderBy) => orderBy switch
    {
        "created_at" or "updated_at" => DateTimeOffset.Parse(Text(space, orderBy)!),
        "campaign_name" or "platform" or "campaign_start_date" or "campaign_end_date" => Text(space, orderBy),
        _ => Number(space, orderBy),
    };

    private sealed class Keys : IComparer<object?>
    {
        public static readonly Keys Instance = new();

        public int Compare(object? x, object? y) => x is string first && y is string second ? string.CompareOrdinal(first, second) : Comparer<object?>.Default.Compare(x, y);
    }
}
