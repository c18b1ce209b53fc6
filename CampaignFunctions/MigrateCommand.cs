using CampaignFunctions.Core.Database;
using Microsoft.Extensions.Configuration;

namespace CampaignFunctions;

/// <summary><c>CampaignFunctions migrate</c>: brings the schema up to date, as the role that owns it.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (configuration["Database:ConnectionString"] is not { Length: > 0 } connectionString)
        {
            await Console.Error.WriteLineAsync("Set Database__ConnectionString to the connection string of the role that owns the schema.");
            return 2;
        }

        await DatabaseRegistration.MigrateAsync(connectionString, CancellationToken.None);
        return 0;
    }
}
