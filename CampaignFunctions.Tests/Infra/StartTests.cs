using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;
using Google.Apis.Auth.OAuth2;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Tests.Infra;

/// <summary>The image's entry point: from a managed identity of Azure's to a service account of Google's, without a key.</summary>
public sealed class StartTests
{
    private const string Resource = "api://99999999-8888-7777-6666-555555555555";
    private const string EntraToken = "an-entra-token";
    private const string Provider = "projects/123/locations/global/workloadIdentityPools/campaigns-azure/providers/entra";
    private const string ServiceAccount = "campaigns-functions@acme.iam.gserviceaccount.com";

    private static readonly string Start = Checkout.PathOf("infra/start");

    [Fact]
    public async Task What_it_writes_gets_Googles_library_a_token()
    {
        JsonNode? exchange = null;
        string? federated = null;
        await using var azure = await TestIdentityEndpoint.StartAsync(Resource, EntraToken, routes =>
        {
            // https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token
            routes.MapPost("/v1/token", async (HttpRequest request) =>
            {
                var form = await request.ReadFormAsync();
                exchange = new JsonObject(form.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, (string?)field.Value)));
                return Results.Json(new { access_token = "a-federated-token", issued_token_type = "urn:ietf:params:oauth:token-type:access_token", token_type = "Bearer", expires_in = 3600 });
            });
            // https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken
            routes.MapPost($"/v1/projects/-/serviceAccounts/{ServiceAccount}:generateAccessToken", (HttpRequest request) =>
            {
                federated = request.Headers.Authorization;
                return Results.Json(new { accessToken = "the-accounts-token", expireTime = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") });
            });
        });

        var script = (await Script.RunAsync(Start, ["sh", "-c", "cat \"$GOOGLE_APPLICATION_CREDENTIALS\""], [.. Settings, .. azure.Environment])).ExpectSuccess();
        var configuration = script.Output
            .Replace("https://sts.googleapis.com", azure.Address, StringComparison.Ordinal)
            .Replace("https://iamcredentials.googleapis.com", azure.Address, StringComparison.Ordinal);
        var credential = CredentialFactory.FromJson<UrlSourcedExternalAccountCredential>(configuration).ToGoogleCredential().CreateScoped("https://www.googleapis.com/auth/cloud-platform");
        var token = await ((ITokenAccess)credential).GetAccessTokenForRequestAsync();

        Assert.Equal("the-accounts-token", token);
        Assert.Equal((EntraToken, $"//iam.googleapis.com/{Provider}", "urn:ietf:params:oauth:token-type:jwt"), ((string?)exchange!["subject_token"], (string?)exchange["audience"], (string?)exchange["subject_token_type"]));
        Assert.Equal("Bearer a-federated-token", federated);
        Assert.Equal(1, azure.TokensGiven);
    }

    [Fact]
    public async Task Nobody_else_can_read_it()
    {
        var script = await Script.RunAsync(Start, ["sh", "-c", "stat -c %a \"$GOOGLE_APPLICATION_CREDENTIALS\" \"$(dirname \"$GOOGLE_APPLICATION_CREDENTIALS\")\""], [.. Settings, ("IDENTITY_ENDPOINT", "http://127.0.0.1:1"), ("IDENTITY_HEADER", "x"), ("AZURE_CLIENT_ID", "y")]);

        Assert.Equal("600\n700\n", script.ExpectSuccess().Output);
    }

    [Fact]
    public async Task Without_an_identity_it_does_not_start()
    {
        var script = await Script.RunAsync(Start, ["echo", "started"], Settings);

        Assert.NotEqual(0, script.ExitCode);
        Assert.Contains("AZURE_CLIENT_ID", script.Errors, StringComparison.Ordinal);
        Assert.Empty(script.Output);
    }

    [Fact]
    public async Task Without_a_provider_it_only_becomes_the_command()
    {
        var script = await Script.RunAsync(Start, ["sh", "-c", "echo \"$1 ${GOOGLE_APPLICATION_CREDENTIALS:-none}\"; exit 3", "sh", "two words"]);

        Assert.Equal((3, "two words none\n"), (script.ExitCode, script.Output));
    }

    private static (string Name, string Value)[] Settings =>
        [("GOOGLE_WORKLOAD_IDENTITY_PROVIDER", Provider), ("GOOGLE_WORKLOAD_IDENTITY_RESOURCE", Resource), ("GOOGLE_SERVICE_ACCOUNT", ServiceAccount)];
}
