using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Exports;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Spaces;

public sealed class ExportCampaignSpacesTests : IAsyncLifetime
{
    private const string Header =
        "id,tenant_id,brand_id,user_id,campaign_name,campaign_slug,platform,external_campaign_id,description,campaign_objective,target_audience,budget,currency," +
        "campaign_start_date,campaign_end_date,is_active,import_source,import_metadata,imported_at,imported_by,tags,category,is_template,template_metadata," +
        "total_impressions,total_clicks,total_spend,total_conversions,total_revenue,avg_ctr,avg_roas,performance_last_updated,asset_count,total_asset_size_bytes," +
        "is_archived,archived_at,created_at,updated_at";

    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Csv_is_a_download_whose_columns_are_the_members()
    {
        var export = (await tenant.GetAsync("campaign-spaces/export")).Expect(HttpStatusCode.OK);

        Assert.Equal("text/csv; charset=utf-8", export.ContentHeaders.ContentType?.ToString());
        Assert.Equal("attachment; filename=\"campaign-spaces.csv\"", export.ContentHeaders.ContentDisposition?.ToString());
        Assert.Equal(Header + "\r\n", export.Text);
        Assert.Equal(Header, string.Join(',', (await tenant.ASpaceAsync()).Json.AsObject().Select(member => member.Key)));
    }

    [Fact]
    public async Task A_csv_row_holds_what_the_resource_does()
    {
        var space = await tenant.ASpaceAsync("He said \"hi\", twice\r\nand left", "google_ads", new
        {
            budget = 1234.5,
            tags = new[] { "a", "b c" },
            import_metadata = new { row = 1, note = "x,y" },
            campaign_start_date = "2026-06-01",
            description = " padded ",
            brand_id = "Zürich 🌞",
        });

        var row = Assert.Single(Rows((await tenant.GetAsync("campaign-spaces/export?format=csv")).Expect(HttpStatusCode.OK).Text));

        Assert.Equal("He said \"hi\", twice\r\nand left", row["campaign_name"]);
        Assert.Equal(("1234.5", "a,b c", "2026-06-01", " padded ", "Zürich 🌞", "true", ""), (row["budget"], row["tags"], row["campaign_start_date"], row["description"], row["brand_id"], row["is_active"], row["category"]));
        Assert.True(JsonNode.DeepEquals(space["import_metadata"], JsonNode.Parse(row["import_metadata"])));
        Assert.All(["id", "created_at", "updated_at", "platform", "currency", "import_source", "campaign_slug"], member => Assert.Equal((string?)space[member], row[member]));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("=\"a\",b")]
    public async Task What_a_spreadsheet_would_compute_is_neutralised(string text)
    {
        await tenant.ASpaceAsync($"{text}.", also: new { description = text, tags = new[] { "=cmd" } });

        var row = Assert.Single(Rows((await tenant.GetAsync("campaign-spaces/export")).Text));

        Assert.Equal(($"'{text}.", $"'{text}", "'=cmd"), (row["campaign_name"], row["description"], row["tags"]));
    }

    [Fact]
    public async Task Json_is_the_resources_and_their_number()
    {
        for (var i = 0; i < 3; i++)
            await tenant.ASpaceAsync($"Space {i}");

        var export = (await tenant.GetAsync("campaign-spaces/export?format=json&order_by=campaign_name&order_desc=false")).Expect(HttpStatusCode.OK);

        Assert.Equal("application/json; charset=utf-8", export.ContentHeaders.ContentType?.ToString());
        Assert.Equal("attachment; filename=\"campaign-spaces.json\"", export.ContentHeaders.ContentDisposition?.ToString());
        Assert.Equal(["campaign_spaces", "total"], export.Json.AsObject().Select(member => member.Key));
        Assert.Equal(3, (int)export["total"]!);
        var list = await tenant.GetAsync("campaign-spaces?order_by=campaign_name&order_desc=false");
        Assert.Equal(list["campaign_spaces"].ToJsonString(), export["campaign_spaces"].ToJsonString());
        Assert.Equal("""{"campaign_spaces":[],"total":0}""", (await tenant.GetAsync("campaign-spaces/export?format=json&platform=reddit")).Text);
    }

    [Fact]
    public async Task Filters_and_order_are_those_of_the_list()
    {
        for (var i = 0; i < 12; i++)
            await tenant.ASpaceAsync($"Space {i:00}", i % 2 == 0 ? "meta" : "tiktok", new { tags = i % 3 == 0 ? new[] { "third" } : [] });

        foreach (var query in new[] { "", "platform=meta", "tags=third&platform=tiktok", "search=space&order_by=campaign_name", "order_by=platform&order_desc=false" })
        {
            var list = (await tenant.GetAsync($"campaign-spaces?limit=100&{query}")).Expect(HttpStatusCode.OK);
            var csv = Rows((await tenant.GetAsync($"campaign-spaces/export?{query}")).Expect(HttpStatusCode.OK).Text);

            Assert.Equal(list["campaign_spaces"].AsArray().Select(space => (string?)space!["id"]), csv.Select(row => row["id"]));
        }
    }

    [Fact]
    public async Task More_rows_than_a_page_or_a_buffer_holds_all_come()
    {
        await TestRows.ExecuteAsync(
            """
            insert into campaign_spaces (tenant_id, id, campaign_name, campaign_slug, platform, currency, is_active, import_source, import_metadata, tags,
              is_template, template_metadata, is_archived, created_at, updated_at, description)
            select @tenant, uuid_v7(now() + n * interval '1 millisecond'), 'Space ' || n, 's', 'meta', 'USD', true, 'manual_upload', '{}', '{}',
              false, '{}', false, now(), now(), repeat('x', 200)
            from generate_series(1, 2000) as n
            """,
            ("tenant", tenant.TenantId));

        var csv = Rows((await tenant.GetAsync("campaign-spaces/export")).Expect(HttpStatusCode.OK).Text);
        var json = (await tenant.GetAsync("campaign-spaces/export?format=json")).Expect(HttpStatusCode.OK);

        Assert.Equal(Enumerable.Range(1, 2000).Reverse().Select(n => $"Space {n}"), csv.Select(row => row["campaign_name"]));
        Assert.Equal((2000, 2000), ((int)json["total"]!, json["campaign_spaces"].AsArray().Count));
    }

    [Theory]
    [InlineData("format=xml", "format")]
    [InlineData("limit=10", "limit")]
    [InlineData("offset=10", "offset")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("order_by=nothing", "order_by")]
    [InlineData("platform=facebook", "platform")]
    public async Task What_cannot_be_is_a_400_problem(string query, string parameter)
    {
        var answer = (await tenant.GetAsync($"campaign-spaces/export?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][parameter]);
    }

    [Fact]
    public async Task A_failure_before_the_first_byte_is_a_problem()
    {
        await using var api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2",
        });

        (await api.NewTenant().GetAsync("campaign-spaces/export")).ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        (await api.NewTenant().GetAsync("campaign-spaces/export?search=a%00")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    /// <summary>When nothing is out yet, whoever asked is told what happened; later the connection can only be ended.</summary>
    [Fact]
    public async Task A_failure_amid_the_first_rows_is_one_before_the_answer()
    {
        static async IAsyncEnumerable<ARow> RowsAsync()
        {
            for (var i = 0; i < 100; i++)
            {
                await Task.Yield();
                yield return new ARow(i, new string('x', 100));
            }

            throw new InvalidOperationException("The query broke off.");
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Export.BeginAsync("rows", ExportFormat.Json, RowsAsync(), CancellationToken.None));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Json)]
    public async Task Rows_are_written_as_they_are_read_and_a_failure_is_never_taken_for_the_end(ExportFormat format)
    {
        using var target = new MemoryStream();
        var writtenMeanwhile = 0L;

        async IAsyncEnumerable<ARow> RowsAsync()
        {
            for (var i = 0; i < 5000; i++)
            {
                await Task.Yield();
                yield return new ARow(i, new string('x', 100));
            }

            writtenMeanwhile = target.Length;
            throw new InvalidOperationException("The query broke off.");
        }

        var export = await Export.BeginAsync("rows", format, RowsAsync(), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => export.WriteAsync(target, CancellationToken.None));

        Assert.InRange(writtenMeanwhile, 400_000, 1_000_000);
        Assert.Equal(writtenMeanwhile, target.Length);
        Assert.DoesNotContain("\"total\"", Encoding.UTF8.GetString(target.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>RFC 4180, read by hand: the exporter's library doesn't judge itself.</summary>
    private static List<Dictionary<string, string>> Rows(string csv)
    {
        var records = new List<List<string>> { new() };
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            var (here, next) = (csv[i], i + 1 < csv.Length ? csv[i + 1] : '\0');
            if (quoted && here == '"' && next == '"')
                field.Append(csv[i++]);
            else if (here == '"')
                quoted = !quoted;
            else if (quoted)
                field.Append(here);
            else if (here is ',' or '\r')
                Add(records[^1], field);
            else if (here == '\n')
                records.Add([]);
            else
                field.Append(here);
        }

        Assert.False(quoted);
        Assert.Empty(records[^1]);
        return [.. records.Skip(1).SkipLast(1).Select(record => records[0].Zip(record).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))];
    }

    private static void Add(List<string> record, StringBuilder field)
    {
        record.Add(field.ToString());
        field.Clear();
    }

    private sealed record ARow(int Number, string Text);
}
