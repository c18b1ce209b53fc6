using CampaignFunctions.Core.Database;
using Npgsql;

namespace CampaignFunctions.Tests.Support;

/// <summary>A database of one test's own, for work that concerns all tenants: a sweep would meet the files of other tests.</summary>
internal sealed class OwnDatabase : IAsyncDisposable
{
    private readonly string name = $"test_{Guid.CreateVersion7():N}";

    private OwnDatabase()
    {
    }

    public string OwnerConnectionString => In(TestDatabase.OwnerConnectionString, isPooled: false);

    /// <summary>For the product, which closes its pools when it ends.</summary>
    public string AppConnectionString => In(TestDatabase.AppConnectionString, isPooled: true);

    public string SuperuserConnectionString => In(TestDatabase.SuperuserConnectionString, isPooled: false);

    /// <summary>A connection as the superuser, to look at rows or set them up behind the API's back.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(SuperuserConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task<OwnDatabase> CreateAsync()
    {
        var database = new OwnDatabase();
        await ExecuteAsync(TestDatabase.SuperuserConnectionString, $"create database {database.name} owner campaign_owner");
        // As the set-up script does for the shared one.
        await ExecuteAsync(
            database.SuperuserConnectionString,
            """
            alter default privileges for role campaign_owner grant usage on schemas to campaign_app;
            alter default privileges for role campaign_owner grant select, insert, update, delete on tables to campaign_app;
            alter default privileges for role campaign_owner grant usage on sequences to campaign_app;
            """);
        await DatabaseRegistration.MigrateAsync(database.OwnerConnectionString, CancellationToken.None);
        return database;
    }

    /// <summary>A database with the same rows. Nobody may be connected to this one meanwhile.</summary>
    public async Task<OwnDatabase> CopyAsync()
    {
        var copy = new OwnDatabase();
        await ExecuteAsync(TestDatabase.SuperuserConnectionString, $"create database {copy.name} template {name} owner campaign_owner");
        return copy;
    }

    public async ValueTask DisposeAsync() =>
        await ExecuteAsync(TestDatabase.SuperuserConnectionString, $"drop database {name} with (force)");

    // Sessions that outlive their user would keep the database from being copied.
    private string In(string connectionString, bool isPooled) => new NpgsqlConnectionStringBuilder(connectionString) { Database = name, Pooling = isPooled }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
