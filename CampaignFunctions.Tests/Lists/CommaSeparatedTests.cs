using System.Net;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Lists;

public sealed class CommaSeparatedTests
{
    public static TheoryData<string, string[]> Texts => new()
    {
        { "", [] },
        { ",, ,", [] },
        { "a", ["a"] },
        { "a, b ,,c", ["a", "b", "c"] },
        { @"a\,b,c", ["a,b", "c"] },
        { @"a\\,b", [@"a\", "b"] },
        { @"a\\\,b", [@"a\,b"] },
        { @"a\b", [@"a\b"] },
        { @"a\", [@"a\"] },
        { @"\,", [","] },
        { @"\\", [@"\"] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_comma_parts_values_unless_a_backslash_is_before_it(string text, string[] values) => Assert.Equal(values, CommaSeparated.Split(text));

    [Fact]
    public void What_is_joined_is_split_into_the_same()
    {
        var random = new Random(20260122);
        for (var i = 0; i < 1_000; i++)
        {
            var values = Enumerable.Range(0, random.Next(5)).Select(_ => new string(random.GetItems([',', '\\', 'a'], random.Next(1, 6)))).ToArray();

            Assert.Equal(values, CommaSeparated.Split(CommaSeparated.Join(values)));
        }
    }

    [Fact]
    public async Task Tags_and_categories_with_commas_can_be_filtered_by()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var comma = await tenant.ASpaceAsync("Comma", also: new { tags = new[] { "paris, france", "sale" }, category = "Food, drinks" });
        await tenant.ASpaceAsync("Apart", also: new { tags = new[] { "paris", "france" }, category = "Food" });
        var backslash = await tenant.ASpaceAsync("Backslash", also: new { tags = new[] { @"a\" }, category = @"C:\ads" });

        Assert.Equal(comma.Id, await OnlyAsync("tags", @"paris\, france"));
        Assert.Equal(comma.Id, await OnlyAsync("tags", @"sale,Paris\, France"));
        Assert.Equal(comma.Id, await OnlyAsync("category", @"Food\, drinks,nothing"));
        Assert.Equal(backslash.Id, await OnlyAsync("tags", @"a\\"));
        Assert.Equal(backslash.Id, await OnlyAsync("category", @"C:\ads"));

        async Task<Guid> OnlyAsync(string name, string value)
        {
            var page = (await tenant.GetAsync($"campaign-spaces?{name}={Uri.EscapeDataString(value)}")).Expect(HttpStatusCode.OK);
            return (Guid)Assert.Single(page["campaign_spaces"].AsArray())!["id"]!;
        }
    }

    [Fact]
    public async Task Tags_of_a_form_and_of_an_export_are_written_the_same_way()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = (await tenant.ASpaceAsync()).Id;

        var asset = (await tenant.AnAssetAsync(space, fields: ("tags", @"Paris\, France, a\\b,sale"))).Expect(HttpStatusCode.Created);
        var export = (await tenant.GetAsync("campaign-assets/export?format=csv")).Expect(HttpStatusCode.OK);

        Assert.Equal(["paris, france", @"a\b", "sale"], asset["tags"].AsArray().Select(tag => (string?)tag));
        Assert.Contains(@"""paris\, france,a\\b,sale""", export.Text, StringComparison.Ordinal);
    }
}
