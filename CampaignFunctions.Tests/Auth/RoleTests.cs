using System.Net;
using CampaignFunctions.Http;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Auth;

public sealed class RoleTests(TokenFixture fixture) : IClassFixture<TokenFixture>
{
    private static readonly string[] Roles = ["viewer", "editor", "admin", "sync", "operator", "superuser", "Admin", ""];
    private static readonly string[] Readers = ["viewer", "editor", "admin"];
    private static readonly string[] Writers = ["editor", "admin"];

    private static readonly string[] Public = ["Health", "HealthReady", "OpenApiDocument", "ApiDocs", "ProcessUploadOnObjectEvent", "PutLocalObject"];

    // Reading is for viewers and writing for editors, except:
    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        ["UpdateSpacePerformance"] = ["sync", "editor", "admin"],
        ["CheckStorageLimit"] = Readers,
        ["GetTenant"] = ["operator"],
        ["PutTenant"] = ["operator"],
        ["PutAdAccount"] = ["operator"],
        ["DeleteAdAccount"] = ["operator"],
        ["ListAuditEvents"] = ["admin"],
    };

    private readonly string tenant = TokenFixture.NewTenant();

    public static TheoryData<string, string> FunctionsAndRoles
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var function in PrivateFunctions)
            {
                foreach (var role in Roles)
                    data.Add(function, role);
            }

            return data;
        }
    }

    public static TheoryData<string> PrivateFunctions => [.. HttpFunction.All.Select(function => function.Name).Except(Public, StringComparer.Ordinal)];

    public static TheoryData<string> PublicFunctions => [.. HttpFunction.All.Select(function => function.Name).Intersect(Public, StringComparer.Ordinal)];

    public static TheoryData<string> Deletions =>
        [.. HttpFunction.All.Where(function => function.Name is "DeleteCampaignSpace" or "DeleteCampaignAsset").Select(function => function.Name)];

    [Fact]
    public void Every_function_says_who_may_call_it() =>
        Assert.Empty(HttpFunction.All.Where(function => Access.Find(function.Name) is null).Select(function => function.Name));

    [Theory]
    [MemberData(nameof(FunctionsAndRoles))]
    public async Task A_role_opens_its_functions_and_no_others(string name, string role)
    {
        var function = HttpFunction.Named(name);
        var mayCall = Others.GetValueOrDefault(name) ?? (function.Method == HttpMethod.Get ? Readers : Writers);

        var answer = await CallAsync(function, function.PathFor(tenant), role);

        if (mayCall.Contains(role, StringComparer.Ordinal))
            Assert.True(answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)answer.Status < 500, answer.Story);
        else
            Assert.Contains(mayCall[0], (string?)answer.ExpectProblem(HttpStatusCode.Forbidden, "role_required")["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PrivateFunctions))]
    public async Task Without_a_token_there_is_nothing(string name)
    {
        var function = HttpFunction.Named(name);
        var answer = await fixture.With(token: null).SendAsync(function.Method, function.PathFor(tenant), Body(function));

        answer.ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [MemberData(nameof(PublicFunctions))]
    public async Task What_is_public_asks_for_no_token(string name)
    {
        var function = HttpFunction.Named(name);

        var answer = await fixture.With(token: null).SendAsync(function.Method, function.PathFor(tenant), Body(function));

        // Of tenants' callers; the sender of a bucket's events has to show a token of its own.
        Assert.True(answer.Status == HttpStatusCode.Unauthorized == (name == "ProcessUploadOnObjectEvent"), answer.Story);
        Assert.NotEqual(HttpStatusCode.Forbidden, answer.Status);
    }

    [Theory]
    [MemberData(nameof(Deletions))]
    public async Task Removing_for_good_is_for_admins(string name)
    {
        var function = HttpFunction.Named(name);
        foreach (var hard in new[] { "hard=true", "hard=TRUE", "hard=1", "HARD=true", "hard=false&hard=true", "h%61rd=true" })
        {
            var refused = await CallAsync(function, $"{function.PathFor(tenant)}?{hard}", "editor");
            Assert.Contains("admin", (string?)refused.ExpectProblem(HttpStatusCode.Forbidden, "role_required")["detail"], StringComparison.Ordinal);
        }

        (await CallAsync(function, $"{function.PathFor(tenant)}?hard=true", "admin")).Expect(HttpStatusCode.NotFound);
        (await CallAsync(function, $"{function.PathFor(tenant)}?hard=false", "editor")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Roles_add_up()
    {
        var bearer = fixture.As(tenant, "viewer", "operator");

        (await bearer.GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
        (await bearer.GetAsync($"tenants/{tenant}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_operator_acts_for_the_tenant_in_the_path_and_for_no_other()
    {
        var customer = TokenFixture.NewTenant();
        var bearer = fixture.As(tenant, "operator");

        var created = (await bearer.PutAsync($"tenants/{customer}", new { name = "A customer", storage_limit_bytes = 1000 })).Expect(HttpStatusCode.Created);

        Assert.Equal(customer, (string?)created["tenant_id"]);
        (await bearer.GetAsync($"tenants/{customer}?tenant_id={customer}")).Expect(HttpStatusCode.OK);
        (await bearer.GetAsync($"tenants/{customer}?tenant_id={tenant}")).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await bearer.PutAsync($"tenants/{customer}", new { tenant_id = tenant })).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await bearer.GetAsync($"tenants/{tenant}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("editor")]
    [InlineData("admin")]
    [InlineData("sync")]
    public async Task Nobody_but_an_operator_reaches_a_tenant_by_its_path(string role)
    {
        var customer = TokenFixture.NewTenant();
        (await fixture.As(tenant, "operator").PutAsync($"tenants/{customer}", new { name = "A customer" })).Expect(HttpStatusCode.Created);

        // Neither their own nor another's, known or not: one answer.
        foreach (var path in new[] { customer, tenant, "unknown", "..%2f", "-", new string('a', 65) })
        {
            (await fixture.As(tenant, role).GetAsync($"tenants/{path}")).ExpectProblem(HttpStatusCode.Forbidden, "role_required");
            (await fixture.As(tenant, role).PutAsync($"tenants/{path}", new { name = "Mine" })).ExpectProblem(HttpStatusCode.Forbidden, "role_required");
        }

        Assert.Equal("A customer", (string?)(await fixture.As(tenant, "operator").GetAsync($"tenants/{customer}"))["name"]);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("a%2Fb")]
    [InlineData("%C3%A4")]
    public async Task An_operator_cannot_name_what_no_tenant_is_called(string path) =>
        (await fixture.As(tenant, "operator").PutAsync($"tenants/{path}", new { })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

    private Task<ApiAnswer> CallAsync(HttpFunction function, string path, string role) =>
        fixture.As(tenant, role).SendAsync(function.Method, path, Body(function));

    private static object? Body(HttpFunction function) => function.Method == HttpMethod.Post || function.Method == HttpMethod.Put ? new { } : null;
}
