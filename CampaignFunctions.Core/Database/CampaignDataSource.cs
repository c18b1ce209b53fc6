using Azure.Core;
using Azure.Identity;
using Npgsql;

namespace CampaignFunctions.Core.Database;

/// <summary>Pools of connections, opened with the connection string's password or with tokens.</summary>
internal static class CampaignDataSource
{
    // What metrics and spans call the pools; left alone they would call them by their connection strings.
    private const string CallsName = "campaigns";
    private const string SideName = "campaigns side";

    // https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-connect-with-managed-identity
    private static readonly TokenRequestContext ForPostgres = new(["https://ossrdbms-aad.database.windows.net/.default"]);

    /// <summary>For migrations: as it is configured.</summary>
    public static NpgsqlDataSource OfOwner(DatabaseOptions options) => Create(new NpgsqlConnectionStringBuilder(options.ConnectionString), options.Authentication, CallsName);

    /// <summary>For calls and timers: nine tenths of the connections that the setting allows.</summary>
    public static NpgsqlDataSource OfCalls(DatabaseOptions options)
    {
        var connection = Tuned(options);
        connection.MaxPoolSize = Math.Max(connection.MaxPoolSize - SideOf(connection.MaxPoolSize), 1);
        connection.MinPoolSize = Math.Min(connection.MinPoolSize, connection.MaxPoolSize);
        return Create(connection, options.Authentication, CallsName);
    }

    /// <summary>For <see cref="SideConnections"/>: the tenth that is left, one at the least.</summary>
    public static NpgsqlDataSource OfSide(DatabaseOptions options)
    {
        var connection = Tuned(options);
        connection.MaxPoolSize = SideOf(connection.MaxPoolSize);
        connection.MinPoolSize = 0;
        return Create(connection, options.Authentication, SideName);
    }

    private static int SideOf(int connections) => Math.Max(connections / 10, 1);

    private static NpgsqlConnectionStringBuilder Tuned(DatabaseOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString);

        // The same few statements run all day: prepared, they are parsed and planned once per connection (FailedCommands says when anew).
        // (ContainsKey is true of every key there could be; ShouldSerialize of those that are given.)
        if (!connection.ShouldSerialize("Max Auto Prepare"))
            connection.MaxAutoPrepare = 100;
        // Nothing here changes a session, so nothing need be reset when the next call takes over the connection.
        if (!connection.ShouldSerialize("No Reset On Close"))
            connection.NoResetOnClose = true;
        return connection;
    }

    private static NpgsqlDataSource Create(NpgsqlConnectionStringBuilder connection, DatabaseAuthentication authentication, string name)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = name };
        if (authentication == DatabaseAuthentication.Entra)
            UseTokens(builder);

        return builder.Build();
    }

    public static bool CanRead(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // The credential keeps its token until shortly before it expires, so opening a connection rarely waits for one.
    private static void UseTokens(NpgsqlDataSourceBuilder builder)
    {
        var credential = new DefaultAzureCredential();
        builder.UsePasswordProvider(
            _ => credential.GetToken(ForPostgres).Token,
            async (_, cancellation) => (await credential.GetTokenAsync(ForPostgres, cancellation)).Token);
    }
}
