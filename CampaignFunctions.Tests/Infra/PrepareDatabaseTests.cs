using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Infra;

/// <summary>The job that makes the database and its roles, as an administrator who is no superuser. Here they are there already.</summary>
public sealed class PrepareDatabaseTests : IAsyncLifetime
{
    private readonly string administrator = $"administrator_{Guid.CreateVersion7():N}";
    private readonly string token = $"token-{Guid.CreateVersion7():N}";
    private readonly string folder = Directory.CreateTempSubdirectory("prepare-database-").FullName;

    public async Task InitializeAsync()
    {
        await TestDatabase.MigrateAsync();
        await AsSuperuserAsync($"create role {administrator} login createrole createdb password '{token}'");
        // As the image has them.
        foreach (var file in new[] { "infra/prepare-database", "infra/tokens.sql", "scripts/roles.sql" })
            File.Copy(Checkout.PathOf(file), Path.Combine(folder, Path.GetFileName(file)));
    }

    public async Task DisposeAsync()
    {
        await AsSuperuserAsync($"drop role {administrator}");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_logs_in_with_its_identitys_token_and_makes_what_is_missing()
    {
        await using var azure = await TestIdentityEndpoint.StartAsync("https://ossrdbms-aad.database.windows.net", token);

        var script = await RunAsync(azure.Environment);

        // It went through the roles, and stopped at what only Azure's PostgreSQL has.
        Assert.Contains("security label provider \"pgaadauth\" is not loaded", script.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, script.ExitCode);
        Assert.DoesNotContain("roles.sql", script.Errors, StringComparison.Ordinal);
        Assert.Equal(1, azure.TokensGiven);
        Assert.DoesNotContain(token, script.Output + script.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_it_does_nothing()
    {
        await using var azure = await TestIdentityEndpoint.StartAsync("https://ossrdbms-aad.database.windows.net", token);

        var script = await RunAsync([.. azure.Environment, ("IDENTITY_HEADER", "another")]);

        Assert.Equal((1, 0), (script.ExitCode, azure.TokensGiven));
        Assert.Contains("no token", script.Errors, StringComparison.Ordinal);
    }

    private Task<Script> RunAsync((string Name, string Value)[] identity)
    {
        var host = new NpgsqlConnectionStringBuilder(TestDatabase.SuperuserConnectionString).Host!;
        return Script.RunAsync(
            Path.Combine(folder, "prepare-database"),
            [],
            [("PGHOST", host), ("PGUSER", administrator), ("PGSSLMODE", "disable"), ("OWNER_OBJECT_ID", "1-2-3"), ("APP_OBJECT_ID", "4-5-6"), .. identity]);
    }

    private static async Task AsSuperuserAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestDatabase.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
