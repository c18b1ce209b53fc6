using System.Net;
using System.Text;
using CampaignFunctions.Tests.Auth;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Audit;

/// <summary>The audit under tokens: who reads it, whose name stands in it, and what never does.</summary>
public sealed class AuditSecrecyTests(TokenFixture fixture) : IClassFixture<TokenFixture>
{
    private readonly string tenant = TokenFixture.NewTenant();

    [Fact]
    public async Task What_callers_write_send_and_show_for_themselves_is_not_in_it()
    {
        var canary = $"canary{Guid.CreateVersion7():N}";
        var token = fixture.Issuer.Token(tenant, "admin");
        var bearer = fixture.With(token);
        var space = (await bearer.PostAsync("campaign-spaces", new
        {
            campaign_name = "Space",
            platform = "meta",
            description = canary,
            target_audience = canary,
            import_metadata = new { token = canary },
            template_metadata = new { canary },
        })).Expect(HttpStatusCode.Created);

        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { ("asset_name", "Asset"), ("asset_type", "other"), ("title", canary), ("description", canary), ("ad_copy_text", canary), ("headline_text", canary) })
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes($"bytes of {canary}")), "file", $"{canary}.txt");
        var asset = (await bearer.PostAsync($"campaign-assets/campaign-spaces/{space.Id}/assets", form)).Expect(HttpStatusCode.Created);

        (await bearer.PutAsync($"campaign-spaces/{space.Id}", new { description = $"{canary}2", target_audience = $"{canary}2", import_metadata = new { canary, second = 2 } })).Expect(HttpStatusCode.OK);
        (await bearer.PutAsync($"campaign-assets/{asset.Id}", new
        {
            public_url = $"https://example.org/?X-Goog-Signature={canary}",
            title = $"{canary}2",
            description = $"{canary}2",
            ad_copy_text = $"{canary}2",
            headline_text = $"{canary}2",
            performance_data = new { canary },
            platform_metadata = new { canary },
            platform_variants = new { canary },
            import_metadata = new { canary },
        })).Expect(HttpStatusCode.OK);
        (await bearer.PostAsync($"campaign-assets/{asset.Id}/reuse?tenant_id={tenant}", new { reused_in_name = canary, reuse_context = new { canary } })).Expect(HttpStatusCode.OK);
        (await bearer.PostAsync($"campaign-spaces/{space.Id}/mark-as-template", new { template_metadata = new { canary, third = 3 } })).Expect(HttpStatusCode.OK);
        (await bearer.PostAsync($"campaign-spaces/templates/{space.Id}/use", new { campaign_name = "Copy", overrides = new { description = canary } })).Expect(HttpStatusCode.Created);
        (await bearer.DeleteAsync($"campaign-spaces/{space.Id}?hard=true")).Expect(HttpStatusCode.NoContent);

        var answered = (await bearer.GetAsync("audit-events?limit=100")).Expect(HttpStatusCode.OK);
        var stored = await TestRows.ScalarAsync<string>("select string_agg(told::text, ' ') from audit_events as told where tenant_id = @tenant", ("tenant", tenant));

        Assert.Equal(11, (int)answered["total"]);
        foreach (var secret in new[] { canary, token, token.Split('.')[2] })
        {
            Assert.DoesNotContain(secret, answered.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, stored, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_user_is_the_token_s_and_cannot_be_chosen()
    {
        var space = (await fixture.As(tenant, "editor").PostAsync("campaign-spaces?user_id=somebody", new { campaign_name = "Space", platform = "meta" })).Expect(HttpStatusCode.Created);

        var told = (await fixture.As(tenant, "admin").GetAsync($"audit-events?resource_id={space.Id}")).Expect(HttpStatusCode.OK)["audit_events"].AsArray().Single()!;

        Assert.Equal("user-1", (string?)told["user_id"]);
    }

    [Fact]
    public async Task What_an_operator_does_to_a_tenant_stands_in_that_tenant_s_audit()
    {
        var customer = TokenFixture.NewTenant();
        (await fixture.As(tenant, "operator").PutAsync($"tenants/{customer}", new { storage_limit_bytes = 1000 })).Expect(HttpStatusCode.Created);

        Assert.Equal(1, (int)(await fixture.As(customer, "admin").GetAsync("audit-events?action=create&resource_type=tenant")).Expect(HttpStatusCode.OK)["total"]);
        Assert.Equal(0, (int)(await fixture.As(tenant, "admin").GetAsync("audit-events")).Expect(HttpStatusCode.OK)["total"]);
    }

    [Fact]
    public async Task Events_of_one_call_carry_its_trace()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var bearer = fixture.As(tenant, "admin");
        var space = (await bearer.PostAsync("campaign-spaces", new { campaign_name = "Space", platform = "meta" })).Expect(HttpStatusCode.Created);
        using var asset = new MultipartFormDataContent { { new StringContent("Asset"), "asset_name" }, { new StringContent("headline"), "asset_type" } };
        (await bearer.PostAsync($"campaign-assets/campaign-spaces/{space.Id}/assets", asset)).Expect(HttpStatusCode.Created);

        using var request = new HttpRequestMessage(HttpMethod.Delete, $"api/campaign-spaces/{space.Id}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {fixture.Issuer.Token(tenant, "admin")}");
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        (await TokenApi.SendAsync(fixture.Api.Http, request)).Expect(HttpStatusCode.NoContent);

        var deleted = (await bearer.GetAsync("audit-events?action=delete")).Expect(HttpStatusCode.OK)["audit_events"].AsArray();
        Assert.Equal(2, deleted.Count);
        Assert.All(deleted, told => Assert.Equal(Trace, (string?)told!["trace_id"]));
    }
}
