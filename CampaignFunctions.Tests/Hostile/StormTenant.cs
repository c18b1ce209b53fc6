using System.Net;
using System.Net.Http.Headers;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// A tenant whose every row and file says whose it is: by its word, and by the size of its files where only numbers are left of them.
/// </summary>
/// <param name="id">The tenant's.</param>
/// <param name="word">A canary, which it has everywhere.</param>
/// <param name="fileSize">Bytes of each of its files; no other's are as large, or a multiple.</param>
internal sealed class StormTenant(string id, string word, int fileSize)
{
    private int files;

    public string Id => id;

    public string Word => word;

    public int FileSize => fileSize;

    public string Token { get; private set; } = string.Empty;

    public IReadOnlyList<Guid> Spaces { get; private set; } = [];

    public IReadOnlyList<Guid> Assets { get; private set; } = [];

    /// <summary>Another file each time.</summary>
    public TestFile AFile() => TestFile.OfText($"File {Interlocked.Increment(ref files)} of {word} ".PadRight(fileSize, '.'));

    /// <summary>What it has before the storm.</summary>
    public async Task SetUpAsync(Uri api, TestIssuer issuer, int spaces, int assets)
    {
        var claims = issuer.Claims(id, "admin", "operator");
        claims["sub"] = $"user {word}";
        Token = issuer.Rsa.Sign(claims);

        using var http = new HttpClient { BaseAddress = api, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
        var tenant = new TenantApi(http, id);
        var made = new List<Guid>();
        for (var space = 0; space < spaces; space++)
            made.Add((await tenant.ASpaceAsync($"Storm {word}", also: new { description = $"Of {word}", is_template = true, tags = new[] { "storm" } })).Id);
        Spaces = made;
        made = [];
        for (var asset = 0; asset < assets; asset++)
            made.Add((await tenant.UploadAsync(Spaces[asset % spaces], AFile(), ("asset_name", $"Storm {word}"), ("asset_type", "ad_copy"))).Expect(HttpStatusCode.Created).Id);
        Assets = made;
        foreach (var asset in Assets)
            (await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { campaign_space_id = Spaces[0] })).Expect(HttpStatusCode.OK);
    }
}
