using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Timers;

/// <summary>A trigger's schedule, or the setting it names: %Sync:Schedule% and %Sync__Schedule% are the same.</summary>
internal static class ScheduleSetting
{
    private const string Example = "0 */15 * * * *";

    public static TimerSchedule Read(Function function, IConfiguration configuration)
    {
        var written = function.Timer!.Schedule.Trim();
        if (written.Length < 3 || written[0] != '%' || written[^1] != '%')
            return TimerSchedule.Parse(written) ?? throw Invalid(function, written, "");

        var setting = written[1..^1].Replace("__", ":", StringComparison.Ordinal);
        var value = configuration[setting];
        if (string.IsNullOrWhiteSpace(value))
            throw function.Definition.Refused($"takes its schedule from the setting {setting}, which is not set. Example: {setting}={Example}");

        return TimerSchedule.Parse(value) ?? throw Invalid(function, value, $" in the setting {setting}");
    }

    private static InvalidOperationException Invalid(Function function, string value, string where) =>
        function.Definition.Refused($"cannot run on the schedule '{value}'{where}. Write six NCRONTAB fields, e.g. {Example}, or a TimeSpan, e.g. 00:30:00.");
}
