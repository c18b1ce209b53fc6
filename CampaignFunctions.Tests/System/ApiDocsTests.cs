using System.Net;
using System.Text.RegularExpressions;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.SystemState;

public sealed class ApiDocsTests
{
    [Fact]
    public async Task The_page_asks_nothing_of_anybody_else_and_lets_nothing_else_run()
    {
        var page = (await (await RunningApi.SharedAsync()).NewTenant().GetAsync("docs")).Expect(HttpStatusCode.OK);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));

        Assert.Equal("text/html", page.ContentHeaders.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(page.Text.Length < 30_000);
        // Names of namespaces are addresses that nobody visits.
        Assert.DoesNotMatch(new Regex("""(src|href)\s*=\s*["']?(https?:)?//""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), page.Text);
    }
}
