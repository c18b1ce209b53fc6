using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Http;

/// <summary>What is logged unless the section Logging says otherwise.</summary>
internal static class LogLevels
{
    /// <summary>At Information these write down every address with its query, what is asked of others, and every statement.</summary>
    private static readonly string[] Talkative = ["Microsoft", "System.Net.Http"];

    // In front of all other rules, so that whatever is configured for the same names wins.
    public static IServiceCollection KeepAddressesOutOfLogs(this IServiceCollection services) =>
        services.Configure<LoggerFilterOptions>(options =>
        {
            foreach (var category in Talkative)
                options.Rules.Insert(0, new LoggerFilterRule(providerName: null, category, LogLevel.Warning, filter: null));
        });
}
