using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Timers;

/// <summary>What starts a timer function by itself. The schedule is null when the function is disabled.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/disable-function</remarks>
internal sealed record TimerTrigger(TimerSchedule? Schedule, bool RunOnStartup)
{
    public static TimerTrigger Read(Function function, IConfiguration configuration, ILogger logger)
    {
        var schedule = ScheduleSetting.Read(function, configuration);
        if (DisabledBy(function, configuration) is not { } setting)
            return new(schedule, function.Timer!.RunOnStartup);

        logger.TimerDisabled(function.Name, setting);
        return new(Schedule: null, RunOnStartup: false);
    }

    private static string? DisabledBy(Function function, IConfiguration configuration)
    {
        // With dots as in the portal; with colons (__ in the environment) where names cannot hold dots.
        string[] settings = [$"AzureWebJobs.{function.Name}.Disabled", $"AzureWebJobs:{function.Name}:Disabled"];
        return Array.Find(settings, setting => configuration[setting] is { } value && (value == "1" || (bool.TryParse(value, out var disabled) && disabled)));
    }
}
