namespace Microsoft.Azure.Functions.Worker;

/// <summary>Occurrences of a timer's schedule, in UTC. Last is the default value before the first run.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#usage</remarks>
public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
