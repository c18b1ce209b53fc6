using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Support;

/// <summary>
/// What gives an Azure container the tokens of its managed identity
/// (https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference).
/// </summary>
internal sealed class TestIdentityEndpoint : IAsyncDisposable
{
    public const string Header = "the-identity-header";
    public const string ClientId = "11111111-2222-3333-4444-555555555555";

    private readonly WebApplication app;
    private readonly string resource;
    private readonly string token;
    private int given;

    private TestIdentityEndpoint(WebApplication app, string resource, string token)
    {
        this.app = app;
        this.resource = resource;
        this.token = token;
    }

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public int TokensGiven => Volatile.Read(ref given);

    /// <summary>The environment of a container that has this identity.</summary>
    public (string Name, string Value)[] Environment => [("IDENTITY_ENDPOINT", $"{Address}/msi/token"), ("IDENTITY_HEADER", Header), ("AZURE_CLIENT_ID", ClientId)];

    /// <summary>Gives this token for this resource. The routes are what else the server answers.</summary>
    public static async Task<TestIdentityEndpoint> StartAsync(string resource, string token, Action<IEndpointRouteBuilder>? routes = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var endpoint = new TestIdentityEndpoint(builder.Build(), resource, token);
        endpoint.app.MapGet("/msi/token", endpoint.GiveToken);
        routes?.Invoke(endpoint.app);
        await endpoint.app.StartAsync();
        return endpoint;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private IResult GiveToken(HttpRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != Header)
            return Results.Unauthorized();
        if (request.Query["api-version"] != "2019-08-01" || request.Query["resource"] != resource || request.Query["client_id"] != ClientId)
            return Results.BadRequest();

        Interlocked.Increment(ref given);
        var expires = TimeProvider.System.GetUtcNow().AddHours(24).ToUnixTimeSeconds();
        return Results.Json(new { access_token = token, expires_on = $"{expires}", resource, token_type = "Bearer", client_id = ClientId });
    }
}
