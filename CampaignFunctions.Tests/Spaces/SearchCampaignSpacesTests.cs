using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Spaces;

public sealed class SearchCampaignSpacesTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Searching_sale_finds_it_in_names_and_descriptions_in_any_case()
    {
        await tenant.ASpaceAsync("Summer Sale");
        await tenant.ASpaceAsync("WINTER SALE 2026");
        await tenant.ASpaceAsync("Plain", also: new { description = "the big sale, at last" });
        await tenant.ASpaceAsync("US_Search|Sale-2026");
        await tenant.ASpaceAsync("Salesforce");
        await tenant.ASpaceAsync("Wholesale");
        await tenant.ASpaceAsync("Brand", also: new { campaign_objective = "sale", tags = new[] { "sale" } });

        Assert.Equal(["Plain", "Salesforce", "Summer Sale", "US_Search|Sale-2026", "WINTER SALE 2026"], await FindAsync("sale"));
        Assert.Equal(await FindAsync("sale"), await FindAsync("SaLe"));
        Assert.Equal(["US_Search|Sale-2026", "WINTER SALE 2026"], await FindAsync("2026 sale"));
        Assert.Equal(["US_Search|Sale-2026"], await FindAsync("Search|Sale"));
        Assert.Empty(await FindAsync("sale nowhere"));
    }

    [Theory]
    [InlineData("Летняя Распродажа", "распродажа")]
    [InlineData("ЛЕТО", "лет")]
    [InlineData("تخفيضات الصيف", "الصيف")]
    [InlineData("夏のセール 2026", "夏のセール")]
    [InlineData("여름 세일", "세일")]
    [InlineData("Soldes d'Été", "été")]
    [InlineData("GRÜSSE aus Köln", "köln")]
    [InlineData("ΚΑΛΟΚΑΙΡΙ", "καλοκαιρι")]
    [InlineData("5e3x launch", "5e3x")]
    [InlineData("Promo 50% off", "50%")]
    [InlineData("C++ & C#", "c")]
    [InlineData("one's own", "one's")]
    public async Task Words_of_any_script_are_found(string name, string search)
    {
        await tenant.ASpaceAsync(name);
        await tenant.ASpaceAsync("Something else");

        Assert.Equal([name], await FindAsync(search));
    }

    [Theory]
    [InlineData("!!!")]
    [InlineData("' & | ! ( ) : * <->")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("🌞")]
    public async Task Punctuation_alone_finds_nothing_and_breaks_nothing(string search)
    {
        await tenant.ASpaceAsync("Summer Sale");

        Assert.Empty(await FindAsync(search));
    }

    [Fact]
    public async Task Words_of_the_name_are_found_whatever_they_are_made_of()
    {
        var random = new Random(11);
        const string Alphabet = "abz019éжñ_-+. e/:@'&|!()*<>\\%";

        for (var i = 0; i < 25; i++)
        {
            var name = "x" + new string([.. Enumerable.Range(0, 12).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            await tenant.ASpaceAsync(name);

            Assert.Contains(name, await FindAsync(name));
        }
    }

    [Fact]
    public async Task A_search_has_at_most_200_characters_and_no_nul()
    {
        (await tenant.GetAsync($"campaign-spaces?search={new string('a', 201)}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.GetAsync("campaign-spaces?search=a%00b")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.GetAsync("campaign-spaces?brand_id=a%00b")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Changing_the_name_changes_what_finds_it()
    {
        var space = await tenant.ASpaceAsync("Alpha");

        (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { campaign_name = "Beta" })).Expect(HttpStatusCode.OK);

        Assert.Empty(await FindAsync("alpha"));
        Assert.Equal(["Beta"], await FindAsync("beta"));
    }

    private async Task<List<string>> FindAsync(string search)
    {
        var page = (await tenant.GetAsync($"campaign-spaces?limit=100&search={Uri.EscapeDataString(search)}")).Expect(HttpStatusCode.OK);
        return [.. page["campaign_spaces"].AsArray().Select(space => (string)space!["campaign_name"]!).Order(StringComparer.Ordinal)];
    }
}
