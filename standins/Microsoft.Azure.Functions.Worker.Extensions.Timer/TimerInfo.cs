namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about the run. The status is null when the trigger says UseMonitor = false.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#usage</remarks>
public class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}
