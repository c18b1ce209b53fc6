using CampaignFunctions.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Demo;

/// <summary>
/// <c>CampaignFunctions demo</c>: fills the tenant <c>demo</c>, so that every GET has something to show. It runs the product's own
/// operations with a clock that begins 90 days ago.
/// </summary>
internal static class DemoCommand
{
    public const string TenantId = "demo";

    public static async Task<int> RunAsync()
    {
        // The whole of the demo's 90 days is synced at once.
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Sync:LookbackDays"] = $"{DemoPerformance.Days + 1}" })
            .Build();
        if (configuration["Warehouse:Path"] is not { Length: > 0 } warehouse)
        {
            await Console.Error.WriteLineAsync("The demo writes its performance reports into the CSV warehouse: set Warehouse__Path, or use ./run --demo.");
            return SettingMistakes.ExitCode;
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddCampaignFunctions();
        services.AddSingleton<DemoClock>();
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(provider => provider.GetRequiredService<DemoClock>()));
        services.AddSingleton<DemoTenant>();

        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        await provider.GetRequiredService<DemoTenant>().FillAsync(warehouse, CancellationToken.None);
        return 0;
    }
}
