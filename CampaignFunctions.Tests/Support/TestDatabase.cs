using CampaignFunctions.Core.Database;
using Npgsql;

namespace CampaignFunctions.Tests.Support;

/// <summary>The PostgreSQL that ./test started, migrated once per test run.</summary>
internal static class TestDatabase
{
    private static readonly Lazy<Task> Migrated = new(() => DatabaseRegistration.MigrateAsync(OwnerConnectionString, CancellationToken.None));

    public static string OwnerConnectionString => Setting("CAMPAIGNS_OWNER");

    public static string AppConnectionString => Setting("CAMPAIGNS_APP");

    public static string SuperuserConnectionString => Setting("CAMPAIGNS_SUPERUSER");

    public static Task MigrateAsync() => Migrated.Value;

    /// <summary>A connection as the superuser, to look at rows or set them up behind the API's back.</summary>
    public static async Task<NpgsqlConnection> OpenAsync()
    {
        await MigrateAsync();
        var connection = new NpgsqlConnection(SuperuserConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set. Run the tests with ./test, which starts a PostgreSQL for them.");
}
