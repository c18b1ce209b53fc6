using System.Net;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

/// <summary>With Database:Authentication=entra a managed identity's token stands for the password.</summary>
public sealed class EntraTokenTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("entra-token-").FullName;
    private readonly string role = $"entra_{Guid.CreateVersion7():N}";
    private OwnDatabase database = null!;
    private TestIdentityEndpoint identity = null!;

    public async Task InitializeAsync()
    {
        database = await OwnDatabase.CreateAsync();
        var token = $"token-{Guid.CreateVersion7():N}";
        await AsSuperuserAsync(database.SuperuserConnectionString, $"create role {role} login password '{token}' in role campaign_app");
        identity = await TestIdentityEndpoint.StartAsync("https://ossrdbms-aad.database.windows.net", token);
    }

    public async Task DisposeAsync()
    {
        await identity.DisposeAsync();
        await database.DisposeAsync();
        await AsSuperuserAsync(TestDatabase.SuperuserConnectionString, $"drop role {role}");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_application_logs_in_with_its_identitys_token_and_asks_for_it_once()
    {
        await using var server = await StartAsync();
        var tenant = new TenantApi(server.Http, "the-tenant");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tenant.ASpaceAsync()));

        (await tenant.GetAsync("health/ready")).Expect(HttpStatusCode.OK);
        Assert.Equal(1, identity.TokensGiven);
    }

    [Fact]
    public async Task Without_a_token_the_database_is_down_and_nothing_is_given_away()
    {
        await using var server = await StartAsync(("IDENTITY_HEADER", "another-header"));

        var unready = (await new TenantApi(server.Http, "the-tenant").GetAsync("health/ready")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("down", (string?)unready["dependencies"]["database"]!["status"]);
        Assert.DoesNotContain("another-header", unready.Text, StringComparison.Ordinal);
    }

    private Task<ServerProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.AppConnectionString) { Username = role };
        return ServerProcess.StartAsync(connection.ConnectionString, folder, [("Database__Authentication", "entra"), .. identity.Environment, .. settings]);
    }

    private static async Task AsSuperuserAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
