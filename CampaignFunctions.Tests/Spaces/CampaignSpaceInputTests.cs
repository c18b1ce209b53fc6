using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Spaces;

/// <summary>What POST /campaign-spaces takes, and what it says of what it doesn't.</summary>
public sealed class CampaignSpaceInputTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public static TheoryData<string, string, string> Refusals => new()
    {
        { """{"campaign_name":"A","platform":"meta","budgte":1}""", "budgte", "is not a member that can be written" },
        { """{"campaign_name":"A","platform":"meta","total_clicks":1}""", "total_clicks", "is not a member that can be written" },
        { """{"campaign_name":"A","platform":"meta","id":"0199"}""", "id", "is not a member that can be written" },
        { """{"Campaign_Name":"A","platform":"meta"}""", "Campaign_Name", "is not a member that can be written" },
        { """{"platform":"meta"}""", "campaign_name", "required" },
        { """{"campaign_name":"A"}""", "platform", "required" },
        { """{"campaign_name":null,"platform":"meta"}""", "campaign_name", "required" },
        { """{"campaign_name":"","platform":"meta"}""", "campaign_name", "required" },
        { """{"campaign_name":"   ","platform":"meta"}""", "campaign_name", "required" },
        { """{"campaign_name":5,"platform":"meta"}""", "campaign_name", "wrong type" },
        { """{"campaign_name":["A"],"platform":"meta"}""", "campaign_name", "wrong type" },
        { """{"campaign_name":"A","platform":"facebook"}""", "platform", "must be one of google_ads, meta, linkedin," },
        { """{"campaign_name":"A","platform":"Meta"}""", "platform", "must be one of google_ads" },
        { """{"campaign_name":"A","platform":1}""", "platform", "must be one of google_ads" },
        { """{"campaign_name":"A","platform":"meta","import_source":"fax"}""", "import_source", "must be one of manual_upload, platform_api, csv_import, bulk_import" },
        { """{"campaign_name":"A","platform":"meta","is_active":"true"}""", "is_active", "wrong type" },
        { """{"campaign_name":"A","platform":"meta","is_active":null}""", "is_active", "required" },
        { """{"campaign_name":"A","platform":"meta","budget":"5000"}""", "budget", "must be a number" },
        { """{"campaign_name":"A","platform":"meta","budget":-0.01}""", "budget", "must be from 0" },
        { """{"campaign_name":"A","platform":"meta","budget":1.00001}""", "budget", "at most 4 decimals" },
        { """{"campaign_name":"A","platform":"meta","budget":1e30}""", "budget", "must be" },
        { """{"campaign_name":"A","platform":"meta","budget":1e-30}""", "budget", "at most 28 digits" },
        { """{"campaign_name":"A","platform":"meta","budget":5000.00000000000000000000000000000001}""", "budget", "at most 28 digits" },
        { """{"campaign_name":"A","platform":"meta","currency":"usd"}""", "currency", "ISO 4217" },
        { """{"campaign_name":"A","platform":"meta","currency":"EURO"}""", "currency", "ISO 4217" },
        { """{"campaign_name":"A","platform":"meta","currency":"ZZZ"}""", "currency", "ISO 4217" },
        { """{"campaign_name":"A","platform":"meta","campaign_start_date":"2026-06-02","campaign_end_date":"2026-06-01"}""", "campaign_end_date", "must not be before campaign_start_date" },
        { """{"campaign_name":"A","platform":"meta","campaign_start_date":"02.06.2026"}""", "campaign_start_date", "must be a day" },
        { """{"campaign_name":"A","platform":"meta","campaign_start_date":"2026-06-02T10:00:00Z"}""", "campaign_start_date", "must be a day" },
        { """{"campaign_name":"A","platform":"meta","tags":"summer,sale"}""", "tags", "wrong type" },
        { """{"campaign_name":"A","platform":"meta","tags":[1]}""", "tags[0]", "wrong type" },
        { """{"campaign_name":"A","platform":"meta","import_metadata":[]}""", "import_metadata", "must be a JSON object" },
        { """{"campaign_name":"A","platform":"meta","template_metadata":"x"}""", "template_metadata", "must be a JSON object" },
        { """{"campaign_name":"A\u0000B","platform":"meta"}""", "campaign_name", "NUL" },
        { """{"campaign_name":"A","platform":"meta","tags":["a\u0000"]}""", "tags", "NUL" },
        { """{"campaign_name":"A","platform":"meta","campaign_slug":"a b"}""", "campaign_slug", "joined by '-'" },
    };

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_cannot_be_is_a_400_that_names_the_member(string body, string member, string because)
    {
        var answer = (await tenant.PostAsync("campaign-spaces", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.Contains(because, (string)answer["errors"][member]![0]!, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await tenant.GetAsync("campaign-spaces"))["total"]!);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var answer = (await tenant.PostAsync("campaign-spaces", new { budget = -1, currency = "x" })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.Equal(["budget", "campaign_name", "currency", "platform"], answer["errors"].AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task A_name_has_at_most_255_characters_and_an_emoji_is_one()
    {
        await tenant.ASpaceAsync(string.Concat(Enumerable.Repeat("🌞", 255)));
        (await tenant.PostAsync("campaign-spaces", new { campaign_name = new string('a', 256), platform = "meta" })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.PostAsync("campaign-spaces", new { campaign_name = string.Concat(Enumerable.Repeat("🌞", 256)), platform = "meta" })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    [Theory]
    [InlineData("5000.0000000000000000000000000000000", 5000)]
    [InlineData("5000000000000000000000000000000000e-30", 5000)]
    [InlineData("0.00000000000000000000000000000000005e38", 5000)]
    [InlineData("-0.0e9999", 0)]
    public async Task An_amount_is_what_was_written_however_it_was(string written, int amount)
    {
        var space = (await tenant.PostAsync("campaign-spaces", $$"""{"campaign_name":"A","platform":"meta","budget":{{written}}}""")).Expect(HttpStatusCode.Created);

        Assert.Equal(amount, (decimal)space["budget"]!);
    }

    [Theory]
    [InlineData("𠀀𠀁", "𠀀𠀁")]
    [InlineData("𝟘 𐐀", "𝟘-𐐨")]
    [InlineData("🌞", "campaign")]
    public async Task The_slug_made_of_a_name_of_any_script_is_one_that_can_be_written(string name, string slug)
    {
        var space = await tenant.ASpaceAsync(name);

        var again = (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { budget = 1, campaign_slug = (string?)space["campaign_slug"] })).Expect(HttpStatusCode.OK);
        Assert.Equal((slug, slug), ((string?)space["campaign_slug"], (string?)again["campaign_slug"]));
    }

    [Fact]
    public async Task There_are_at_most_50_tags_of_at_most_64_characters()
    {
        var most = Enumerable.Range(0, 50).Select(i => $"{i:00}".PadRight(64, 'x')).ToArray();

        var space = await tenant.ASpaceAsync(also: new { tags = most.Concat(most.Select(tag => tag.ToUpperInvariant())) });

        Assert.Equal(most, space["tags"].AsArray().Select(tag => (string?)tag));
        (await tenant.PostAsync("campaign-spaces", new { campaign_name = "A", platform = "meta", tags = most.Append("one more") })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.PostAsync("campaign-spaces", new { campaign_name = "A", platform = "meta", tags = new[] { new string('y', 65) } })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    [Fact]
    public async Task Tags_come_back_trimmed_lower_cased_and_once_however_they_were_typed()
    {
        var random = new Random(7);
        string[] vocabulary = ["Sale", "sale", " SALE ", "été", "ÉTÉ", "\tSummer", "summer\n", "Zürich", "two words", "", "  ", "лето", "ЛЕТО"];

        for (var i = 0; i < 15; i++)
        {
            var given = Enumerable.Range(0, random.Next(12)).Select(_ => vocabulary[random.Next(vocabulary.Length)]).ToArray();

            var space = await tenant.ASpaceAsync(also: new { tags = given });
            var tags = space["tags"].AsArray().Select(tag => (string)tag!).ToList();

            Assert.Equal(given.Select(tag => tag.Trim().ToLowerInvariant()).Where(tag => tag.Length > 0).Distinct(), tags);
            var again = (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { tags })).Expect(HttpStatusCode.OK);
            Assert.Equal(tags, again["tags"].AsArray().Select(tag => (string)tag!));
        }
    }

    [Fact]
    public async Task What_is_left_out_has_the_documented_value()
    {
        var space = await tenant.ASpaceAsync();

        Assert.Equal(("USD", true, "manual_upload", false, false), ((string?)space["currency"], (bool)space["is_active"]!, (string?)space["import_source"], (bool)space["is_template"]!, (bool)space["is_archived"]!));
        Assert.Equal("{}", space["import_metadata"].ToJsonString());
        Assert.Equal("{}", space["template_metadata"].ToJsonString());
        Assert.Empty(space["tags"].AsArray());
        Assert.Null(space.Json["budget"]);
        Assert.All(
            ["total_impressions", "total_clicks", "total_spend", "total_conversions", "total_revenue", "avg_ctr", "avg_roas", "asset_count", "total_asset_size_bytes"],
            counter => Assert.Equal(0, (decimal)space[counter]!));
        Assert.Equal(tenant.TenantId, (string?)space["tenant_id"]);
        Assert.Equal("anonymous", (string?)space["user_id"]);
        Assert.Equal('7', space.Id.ToString()[14]);
        Assert.EndsWith("Z", (string)space["created_at"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_seeds_example_is_a_campaign_space()
    {
        var answer = (await tenant.PostAsync("campaign-spaces?user_id=user456", """
            {
              "campaign_name": "Summer Sale 2024", "platform": "google_ads", "import_source": "manual_upload", "brand_id": "brand789",
              "campaign_objective": "conversion", "budget": 5000.00, "currency": "USD", "is_active": true, "tags": ["summer", "sale", "2024"]
            }
            """)).Expect(HttpStatusCode.Created);

        Assert.Equal(("user456", "brand789", "summer-sale-2024"), ((string?)answer["user_id"], (string?)answer["brand_id"], (string?)answer["campaign_slug"]));
        Assert.Contains("\"budget\":5000,", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flight_dates_are_days_and_midnight_utc_is_its_day()
    {
        var space = await tenant.ASpaceAsync(also: new { campaign_start_date = "2026-06-01", campaign_end_date = "2026-06-30T00:00:00Z" });

        Assert.Equal(("2026-06-01", "2026-06-30"), ((string?)space["campaign_start_date"], (string?)space["campaign_end_date"]));
        await tenant.ASpaceAsync(also: new { campaign_start_date = "2026-06-01", campaign_end_date = "2026-06-01" });
    }

    [Fact]
    public async Task Money_keeps_its_four_decimals_and_metadata_its_shape()
    {
        var metadata = JsonNode.Parse("""{"b":[1,2.50,null,{"ü":"\"x\""}],"a":{"z":1,"y":2}}""")!;

        var space = await tenant.ASpaceAsync(also: new { budget = 999999999999999.1234m, import_metadata = metadata });
        var got = await tenant.GetAsync($"campaign-spaces/{space.Id}");

        Assert.Equal(999999999999999.1234m, (decimal)got["budget"]!);
        Assert.Equal(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(metadata)!.Keys.Order(), got["import_metadata"].AsObject().Select(member => member.Key).Order());
        Assert.Equal("\"x\"", (string?)got["import_metadata"]["b"]![3]!["ü"]);
    }
}
