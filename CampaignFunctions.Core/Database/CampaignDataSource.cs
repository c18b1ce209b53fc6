using Azure.Core;
using Azure.Identity;
using Npgsql;

namespace CampaignFunctions.Core.Database;

/// <summary>A pool of connections, opened with the connection string's password or with tokens.</summary>
internal static class CampaignDataSource
{
    /// <summary>What metrics and spans call the pool; left alone they would call it by its connection string.</summary>
    private const string Name = "campaigns";

    // https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-connect-with-managed-identity
    private static readonly TokenRequestContext ForPostgres = new(["https://ossrdbms-aad.database.windows.net/.default"]);

    public static NpgsqlDataSource Create(string connectionString, DatabaseAuthentication authentication)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = Name };
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
