using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Performance;

public sealed class AdAccountTests(SyncingApi syncing) : PerformanceSyncTest(syncing)
{
    [Fact]
    public async Task An_account_is_made_by_the_first_PUT_and_changed_by_the_next()
    {
        var tenant = NewTenant();
        var path = $"ad-accounts/meta/{NewAccountId()}";

        var made = (await tenant.PutAsync(path, new { account_name = "Shop", currency = "EUR", time_zone = "Europe/Berlin" })).Expect(HttpStatusCode.Created);
        var changed = (await tenant.PutAsync(path, new { account_name = "Shop 🌞", currency = (string?)null })).Expect(HttpStatusCode.OK);

        Assert.Equal($"/api/{path}", made.Headers.Location?.ToString());
        Assert.Equal(("Shop", "EUR", "Europe/Berlin"), ((string?)made["account_name"], (string?)made["currency"], (string?)made["time_zone"]));
        Assert.Equal(("Shop 🌞", "Europe/Berlin"), ((string?)changed["account_name"], (string?)changed["time_zone"]));
        Assert.Null(changed.Json["currency"]);
        Assert.Null(changed.Json["synced_through"]);
        Assert.NotEqual(made.Headers.ETag, changed.Headers.ETag);
        var listed = (await tenant.GetAsync("ad-accounts")).Expect(HttpStatusCode.OK)["ad_accounts"].AsArray();
        Assert.Equal(changed.Json.ToJsonString(), Assert.Single(listed)!.ToJsonString());
    }

    [Fact]
    public async Task An_account_of_another_tenant_is_taken_and_nothing_is_said_of_its_owner()
    {
        var account = NewAccountId();
        var owner = await ATenantAsync(account);
        (await owner.PutAsync($"ad-accounts/google_ads/{account}", new { account_name = "Secret" })).Expect(HttpStatusCode.OK);
        var other = NewTenant();

        var refused = (await other.PutAsync($"ad-accounts/google_ads/{account}", new { })).ExpectProblem(HttpStatusCode.Conflict, "account_taken");

        Assert.DoesNotContain("Secret", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(owner.TenantId, refused.Text, StringComparison.Ordinal);
        (await other.DeleteAsync($"ad-accounts/google_ads/{account}")).ExpectProblem(HttpStatusCode.NotFound, "ad_account_not_found");
        Assert.Empty((await other.GetAsync("ad-accounts"))["ad_accounts"].AsArray());
        (await other.PutAsync($"ad-accounts/meta/{account}", new { })).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_many_who_claim_an_account_at_once_exactly_one_gets_it()
    {
        for (var round = 0; round < 5; round++)
        {
            var path = $"ad-accounts/google_ads/{NewAccountId()}";
            TenantApi[] tenants = [NewTenant(), NewTenant()];

            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i => (Tenant: i % 2, Answer: await tenants[i % 2].PutAsync(path, new { account_name = $"Name {i}" }))));

            var winner = Assert.Single(answers, one => one.Answer.Status == HttpStatusCode.Created).Tenant;
            Assert.All(answers.Where(one => one.Tenant == winner), one => Assert.Contains(one.Answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.OK }));
            Assert.All(answers.Where(one => one.Tenant != winner), one => one.Answer.ExpectProblem(HttpStatusCode.Conflict, "account_taken"));
            Assert.Equal(1, (int)(await tenants[winner].GetAsync("ad-accounts"))["total"]!);
            Assert.Equal(0, (int)(await tenants[1 - winner].GetAsync("ad-accounts"))["total"]!);
        }
    }

    [Fact]
    public async Task A_deleted_account_takes_its_days_with_it_and_totals_are_recomputed_from_what_is_left()
    {
        string[] accounts = [NewAccountId(), NewAccountId()];
        var tenant = await ATenantAsync(accounts[0]);
        (await tenant.PutAsync($"ad-accounts/google_ads/{accounts[1]}", new { })).Expect(HttpStatusCode.Created);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var asset = await AnAssetAsync(tenant, space, "7");
        foreach (var account in accounts)
        {
            await InsertDayAsync(tenant, account, "campaign", "1", new DateOnly(2020, 1, 1), impressions: 10, spend: 2);
            await InsertDayAsync(tenant, account, "ad", "7", new DateOnly(2020, 1, 1), impressions: 3, spend: 1);
        }

        (await tenant.DeleteAsync($"ad-accounts/google_ads/{accounts[0]}")).Expect(HttpStatusCode.NoContent);
        await AssertTotalsAsync(tenant, space, 10, 10, 2, 1, 2);
        Assert.Equal((3, 1m, true), await AssetAsync(asset));

        (await tenant.DeleteAsync($"ad-accounts/google_ads/{accounts[1]}")).Expect(HttpStatusCode.NoContent);
        await AssertTotalsAsync(tenant, space, 0, 0, 0, 0, 0);
        Assert.Equal((0, 0m, true), await AssetAsync(asset));
        (await tenant.DeleteAsync($"ad-accounts/google_ads/{accounts[1]}")).ExpectProblem(HttpStatusCode.NotFound, "ad_account_not_found");
    }

    [Theory]
    [InlineData("act_123")]
    [InlineData("urn:li:sponsoredAccount:512345678")]
    [InlineData("000123")]
    [InlineData("with space")]
    [InlineData("50%")]
    [InlineData("a/b")]
    [InlineData("Zürich 🌞")]
    public async Task Account_ids_are_strings_whatever_they_look_like(string start)
    {
        var tenant = NewTenant();
        var account = $"{start}-{Guid.CreateVersion7():N}";
        var path = $"ad-accounts/meta/{Uri.EscapeDataString(account)}";

        var made = (await tenant.PutAsync(path, new { })).Expect(HttpStatusCode.Created);

        Assert.Equal(account, (string?)made["account_id"]);
        Assert.Equal($"/api/{path}", made.Headers.Location?.OriginalString);
        (await tenant.DeleteAsync(path)).Expect(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("ad-accounts/facebook_ads/1", "platform", "must be one of google_ads, meta,")]
    [InlineData("ad-accounts/meta/a%0Ab", "account_id", "no control characters")]
    [InlineData("ad-accounts/meta/%20a", "account_id", "no space at either end")]
    public async Task An_address_that_cannot_be_is_named(string path, string member, string said)
    {
        var tenant = NewTenant();

        foreach (var answer in new[] { await tenant.PutAsync(path, new { }), await tenant.DeleteAsync(path) })
            Assert.Contains(said, (string?)answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"][member]![0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "currency": "euro" }""", "currency")]
    [InlineData("""{ "time_zone": "Europe/Atlantis" }""", "time_zone")]
    [InlineData("""{ "time_zone": "../../etc/passwd" }""", "time_zone")]
    [InlineData("""{ "time_zone": "" }""", "time_zone")]
    [InlineData("""{ "account_name": "" }""", "account_name")]
    [InlineData("""{ "name": "Shop" }""", "name")]
    public async Task Members_that_cannot_be_are_named_and_nothing_is_made(string body, string member)
    {
        var tenant = NewTenant();

        var refused = (await tenant.PutAsync($"ad-accounts/meta/{NewAccountId()}", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(refused["errors"][member]);
        Assert.Equal(0, (int)(await tenant.GetAsync("ad-accounts"))["total"]!);
    }

    [Fact]
    public async Task If_Match_guards_changes_and_deletion()
    {
        var tenant = NewTenant();
        var path = $"ad-accounts/meta/{NewAccountId()}";
        (await tenant.PutAsync(path, new { }, ifMatch: "\"1\"")).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");

        var made = (await tenant.PutAsync(path, new { })).Expect(HttpStatusCode.Created);
        var changed = (await tenant.PutAsync(path, new { account_name = "A" }, made.Headers.ETag!.ToString())).Expect(HttpStatusCode.OK);
        (await tenant.PutAsync(path, new { account_name = "B" }, made.Headers.ETag!.ToString())).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.DeleteAsync(path, made.Headers.ETag!.ToString())).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.DeleteAsync(path, changed.Headers.ETag!.ToString())).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Accounts_are_listed_by_platform_and_page_by_page()
    {
        var tenant = NewTenant();
        foreach (var platform in new[] { "meta", "google_ads", "reddit" })
            (await tenant.PutAsync($"ad-accounts/{platform}/{NewAccountId()}", new { })).Expect(HttpStatusCode.Created);

        var some = (await tenant.GetAsync("ad-accounts?platform=meta,reddit&order_by=platform&order_desc=false")).Expect(HttpStatusCode.OK);
        Assert.Equal(["meta", "reddit"], some["ad_accounts"].AsArray().Select(account => (string?)account!["platform"]));

        var first = (await tenant.GetAsync("ad-accounts?limit=2")).Expect(HttpStatusCode.OK);
        var rest = (await tenant.GetAsync($"ad-accounts?limit=2&cursor={first["next_cursor"]}")).Expect(HttpStatusCode.OK);
        Assert.Equal(["reddit", "google_ads", "meta"], first["ad_accounts"].AsArray().Concat(rest["ad_accounts"].AsArray()).Select(account => (string?)account!["platform"]));
        Assert.Equal((3, 2, 0, true), ((int)first["total"]!, (int)first["limit"]!, (int)first["offset"]!, (bool)first["has_more"]!));
    }
}
