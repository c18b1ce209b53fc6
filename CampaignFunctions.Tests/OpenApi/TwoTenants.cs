using System.Net;
using CampaignFunctions.Tests.Auth;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.OpenApi;

/// <summary>A tenant that has one of everything, and another that has the same and is curious.</summary>
public sealed class TwoTenants : IAsyncLifetime
{
    private readonly TokenFixture tokens = new();

    /// <summary>The curious one, who may do all that a tenant's own people may.</summary>
    internal TokenApi Curious { get; private set; } = null!;

    /// <summary>The same tenant's provisioning.</summary>
    internal TokenApi CuriousOperator { get; private set; } = null!;

    /// <summary>What each name stands for at the curious one's.</summary>
    internal IReadOnlyDictionary<string, string> Own { get; private set; } = null!;

    /// <summary>And at the other's.</summary>
    internal IReadOnlyDictionary<string, string> Foreign { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await tokens.InitializeAsync();
        var (curious, other) = (TokenFixture.NewTenant(), TokenFixture.NewTenant());
        Curious = As(curious, "admin", "sync");
        CuriousOperator = As(curious, "operator");
        Own = await FillAsync(curious);
        Foreign = await FillAsync(other);
    }

    public Task DisposeAsync() => tokens.DisposeAsync();

    private TokenApi As(string tenantId, params string[] roles)
    {
        var claims = tokens.Issuer.Claims(tenantId, roles);
        claims["sub"] = $"user-{tenantId}";
        return tokens.With(tokens.Issuer.Rsa.Sign(claims));
    }

    private async Task<IReadOnlyDictionary<string, string>> FillAsync(string tenantId)
    {
        var bearer = As(tenantId, "admin", "operator");
        var accountId = $"act-{Guid.CreateVersion7()}";
        (await bearer.PutAsync($"tenants/{tenantId}", new { name = "A tenant" })).Expect(HttpStatusCode.Created);
        (await bearer.PutAsync($"ad-accounts/meta/{accountId}", new { account_name = "Main" })).Expect(HttpStatusCode.Created);
        var space = (await bearer.PostAsync("campaign-spaces", new { campaign_name = "Secret", platform = "meta", is_template = true, brand_id = $"brand-{tenantId}", external_campaign_id = $"campaign-{tenantId}" })).Expect(HttpStatusCode.Created).Id;
        using var form = new RawForm().Field("asset_type", "ad_copy").Field("external_asset_id", $"ad-{tenantId}").File("a.txt", TestFile.OfText($"Of {tenantId}").Bytes, mimeType: "text/plain").Build();
        var asset = (await bearer.SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{space}/assets", form)).Expect(HttpStatusCode.Created);
        var reuse = (await bearer.PostAsync($"campaign-assets/{asset.Id}/reuse", new { campaign_space_id = space })).Expect(HttpStatusCode.OK);

        var upload = (await bearer.PostAsync($"campaign-assets/campaign-spaces/{space}/uploads", new { asset_name = "To come", asset_type = "video", file_size = 1_000, mime_type = "video/mp4" })).Expect(HttpStatusCode.Created);

        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["tenant_id"] = tenantId,
            ["platform"] = "meta",
            ["account_id"] = accountId,
            ["space_id"] = $"{space}",
            ["template_id"] = $"{space}",
            ["campaign_space_id"] = $"{space}",
            ["reused_in_id"] = $"{space}",
            ["asset_id"] = $"{asset.Id}",
            ["resource_id"] = $"{asset.Id}",
            ["upload_id"] = (string)upload["upload_id"]!,
            ["reuse_id"] = (string)reuse["reuse"]["id"]!,
            ["brand_id"] = $"brand-{tenantId}",
            ["user_id"] = $"user-{tenantId}",
            ["external_campaign_id"] = $"campaign-{tenantId}",
            ["external_asset_id"] = $"ad-{tenantId}",
            ["file_hash"] = (string)asset["file_hash"]!,
        };
    }
}
