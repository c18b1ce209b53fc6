using CampaignFunctions.Core.Database;
using Microsoft.Extensions.Configuration;

namespace CampaignFunctions;

/// <summary><c>CampaignFunctions migrate</c>: brings the schema up to date, as the role that owns it.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>();
        if (database is not { ConnectionString.Length: > 0 })
        {
            await Console.Error.WriteLineAsync("Set Database__ConnectionString to the connection string of the role that owns the schema.");
            return 2;
        }

        await DatabaseRegistration.MigrateAsync(database, CancellationToken.None);
        return 0;
    }
}
