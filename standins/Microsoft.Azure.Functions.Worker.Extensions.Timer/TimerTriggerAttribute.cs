namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function on a schedule: NCRONTAB with seconds, a TimeSpan, or a setting's name between percent signs.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute : Attribute
{
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    public string Schedule { get; private set; }

    public bool UseMonitor { get; set; }

    public bool RunOnStartup { get; set; }
}
