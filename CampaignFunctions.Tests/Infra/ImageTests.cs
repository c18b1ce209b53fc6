using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Tests.Infra;

/// <summary>What the image tells the Functions host, which knows nothing of the application's defaults.</summary>
public sealed partial class ImageTests
{
    private static readonly string Dockerfile = Checkout.Read("infra/Dockerfile");

    [Fact]
    public void The_host_finds_the_schedule_that_a_timer_names_by_its_setting()
    {
        var schedules =
            from type in typeof(Startup).Assembly.GetTypes()
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let timer = parameter.GetCustomAttribute<TimerTriggerAttribute>()
            where timer?.Schedule.StartsWith('%') == true
            select timer.Schedule;

        Assert.Equal("%Sync:Schedule%", Assert.Single(schedules));
        Assert.Contains($"Sync__Schedule=\"{SyncOptions.DefaultSchedule}\"", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_lets_through_what_the_application_refuses_itself()
    {
        var limit = long.Parse(HostLimit().Match(Dockerfile).Groups["bytes"].Value, CultureInfo.InvariantCulture);

        Assert.InRange(limit, 2 * new UploadOptions().MaxBytes, long.MaxValue);
    }

    [GeneratedRegex("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=(?<bytes>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostLimit();
}
