using System.Net;
using CampaignFunctions.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

/// <summary>
/// With Database:Authentication=entra a managed identity's token stands for the password. The endpoint that gives it is the one of
/// Azure's app platforms (https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference).
/// </summary>
public sealed class EntraTokenTests : IAsyncLifetime
{
    private const string Header = "the-identity-header";
    private const string ClientId = "11111111-2222-3333-4444-555555555555";

    private readonly string folder = Directory.CreateTempSubdirectory("entra-token-").FullName;
    private readonly string role = $"entra_{Guid.CreateVersion7():N}";
    private readonly string token = $"token-{Guid.CreateVersion7():N}";
    private OwnDatabase database = null!;
    private WebApplication platform = null!;
    private int tokensGiven;

    public async Task InitializeAsync()
    {
        database = await OwnDatabase.CreateAsync();
        await AsSuperuserAsync($"create role {role} login password '{token}' in role campaign_app");

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        platform = builder.Build();
        platform.MapGet("/msi/token", GiveToken);
        await platform.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await platform.DisposeAsync();
        await database.DisposeAsync();
        await AsSuperuserAsync($"drop role {role}", TestDatabase.SuperuserConnectionString);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_application_logs_in_with_its_identitys_token_and_asks_for_it_once()
    {
        await using var server = await StartAsync(Header);
        var tenant = new TenantApi(server.Http, "the-tenant");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tenant.ASpaceAsync()));

        (await tenant.GetAsync("health/ready")).Expect(HttpStatusCode.OK);
        Assert.Equal(1, tokensGiven);
    }

    [Fact]
    public async Task Without_a_token_the_database_is_down_and_nothing_is_given_away()
    {
        await using var server = await StartAsync("another-header");

        var unready = (await new TenantApi(server.Http, "the-tenant").GetAsync("health/ready")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("down", (string?)unready["dependencies"]["database"]!["status"]);
        Assert.DoesNotContain("another-header", unready.Text, StringComparison.Ordinal);
    }

    private Task<ServerProcess> StartAsync(string header)
    {
        var address = platform.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var connection = new NpgsqlConnectionStringBuilder(database.AppConnectionString) { Username = role };
        return ServerProcess.StartAsync(
            connection.ConnectionString,
            folder,
            ("Database__Authentication", "entra"), ("IDENTITY_ENDPOINT", $"{address}/msi/token"), ("IDENTITY_HEADER", header), ("AZURE_CLIENT_ID", ClientId));
    }

    private IResult GiveToken(HttpRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != Header)
            return Results.Unauthorized();
        if (request.Query["api-version"] != "2019-08-01" || request.Query["resource"] != "https://ossrdbms-aad.database.windows.net" || request.Query["client_id"] != ClientId)
            return Results.BadRequest();

        Interlocked.Increment(ref tokensGiven);
        var expires = TimeProvider.System.GetUtcNow().AddHours(24).ToUnixTimeSeconds();
        return Results.Json(new { access_token = token, expires_on = $"{expires}", resource = "https://ossrdbms-aad.database.windows.net", token_type = "Bearer", client_id = ClientId });
    }

    private Task AsSuperuserAsync(string sql) => AsSuperuserAsync(sql, database.SuperuserConnectionString);

    private static async Task AsSuperuserAsync(string sql, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
