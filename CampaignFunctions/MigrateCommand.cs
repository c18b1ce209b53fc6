using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace CampaignFunctions;

/// <summary><c>CampaignFunctions migrate</c>: brings the schema up to date, as the role that owns it.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (string.IsNullOrEmpty(configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}"]))
        {
            await Console.Error.WriteLineAsync("Set Database__ConnectionString to the connection string of the role that owns the schema.");
            return SettingMistakes.ExitCode;
        }

        var owner = configuration.ReadSettings<DatabaseOptions>(DatabaseOptions.Section);

        await DatabaseRegistration.MigrateAsync(owner, CancellationToken.None);
        return 0;
    }
}
