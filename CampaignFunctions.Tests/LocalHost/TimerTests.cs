using CampaignFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.LocalHost.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class TimerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime time = new(Noon);
    private readonly Runs runs = new();

    [Fact]
    public async Task A_timer_runs_at_every_tick_of_its_schedule()
    {
        await using var host = await StartAsync(typeof(Quarterly));

        await AdvanceAsync(TimeSpan.FromMinutes(15));
        var first = await runs.NextAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(15));
        var second = await runs.NextAsync();

        Assert.False(first.IsPastDue);
        Assert.Equal(default, first.ScheduleStatus!.Last);
        Assert.Equal(Noon.AddMinutes(30).UtcDateTime, first.ScheduleStatus.Next);
        Assert.Equal(Noon.AddMinutes(15).UtcDateTime, second.ScheduleStatus!.Last);
        Assert.Equal(Noon.AddMinutes(45).UtcDateTime, second.ScheduleStatus.Next);
    }

    [Fact]
    public async Task A_timer_does_not_run_before_its_time()
    {
        await using var host = await StartAsync(typeof(Quarterly));

        await AdvanceAsync(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        Assert.Equal(0, runs.Started);
        await AdvanceAsync(TimeSpan.FromTicks(1));

        await runs.NextAsync();
    }

    [Fact]
    public async Task Missed_ticks_become_one_run_that_is_past_due()
    {
        await using var host = await StartAsync(typeof(Quarterly));

        await AdvanceAsync(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(1));
        var late = await runs.NextAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(14));
        var punctual = await runs.NextAsync();

        Assert.True(late.IsPastDue);
        Assert.False(punctual.IsPastDue);
        Assert.Equal(2, runs.Started);
    }

    [Fact]
    public async Task A_timer_never_overlaps_itself()
    {
        runs.Hold();
        await using var host = await StartAsync(typeof(Quarterly));

        await AdvanceAsync(TimeSpan.FromMinutes(15));
        await runs.NextAsync();
        time.Advance(TimeSpan.FromMinutes(15));
        time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, runs.Started);
        runs.Release();

        Assert.True((await runs.NextAsync()).IsPastDue);
        Assert.Equal(2, runs.Started);
        Assert.Equal(1, runs.MostAtOnce);
    }

    [Fact]
    public async Task A_timer_that_runs_on_startup_runs_at_once()
    {
        await using var host = await StartAsync(typeof(OnStartup));

        var run = await runs.NextAsync();

        Assert.False(run.IsPastDue);
        Assert.Null(run.ScheduleStatus);
    }

    [Fact]
    public async Task A_failing_run_is_logged_and_the_schedule_goes_on()
    {
        var log = new RecordedErrors();
        runs.FailNext();
        await using var host = await StartAsync(builder => builder.Logging.AddProvider(log), typeof(Quarterly));

        await AdvanceAsync(TimeSpan.FromMinutes(15));
        await runs.NextAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(15));
        await runs.NextAsync();

        Assert.Contains("Function Quarterly failed", Assert.Single(log.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_has_no_http_context()
    {
        await using var host = await StartAsync(typeof(Quarterly));

        await AdvanceAsync(TimeSpan.FromMinutes(15));
        await runs.NextAsync();

        Assert.False(runs.SawHttp);
    }

    [Theory]
    [InlineData("AzureWebJobs.Quarterly.Disabled", "true")]
    [InlineData("AzureWebJobs:Quarterly:Disabled", "1")]
    public async Task A_disabled_timer_keeps_quiet_until_it_is_asked(string setting, string value)
    {
        await using var host = await StartAsync(builder => builder.Configuration[setting] = value, typeof(Quarterly));

        time.Advance(TimeSpan.FromHours(1));
        Assert.True(host.Host.Services.GetRequiredService<TimerHost>().TryRunNow("quarterly"));
        var run = await runs.NextAsync();

        Assert.False(run.IsPastDue);
        Assert.Equal(1, runs.Started);
    }

    [Theory]
    [InlineData(typeof(ByColonSetting))]
    [InlineData(typeof(ByUnderscoreSetting))]
    public async Task A_schedule_may_be_a_setting(Type function)
    {
        await using var host = await StartAsync(builder => builder.Configuration["Sync:Schedule"] = "00:05:00", function);

        await AdvanceAsync(TimeSpan.FromMinutes(5));

        await runs.NextAsync();
    }

    [Theory]
    [InlineData(null, "the setting Sync:Schedule, which is not set")]
    [InlineData("now and then", "'now and then' in the setting Sync:Schedule")]
    [InlineData("-00:05:00", "'-00:05:00' in the setting Sync:Schedule")]
    public void A_schedule_that_cannot_be_read_stops_the_start(string? schedule, string complaint)
    {
        var builder = RunningHost.Builder(builder => builder.Configuration["Sync:Schedule"] = schedule, typeof(ByColonSetting));

        var message = Assert.Throws<InvalidOperationException>(() => builder.Build()).Message;

        Assert.Contains("'ByColonSetting'", message, StringComparison.Ordinal);
        Assert.Contains(complaint, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 */15 * * * *", "12:15:00")]
    [InlineData("30 0 13 * * *", "13:00:30")]
    [InlineData("*/20 * * * *", "12:20:00")]
    [InlineData("01:30:00", "13:30:00")]
    public void Schedules_are_ncrontab_with_or_without_seconds_or_a_time_span(string schedule, string next) =>
        Assert.Equal(TimeSpan.Parse(next), TimerSchedule.Parse(schedule)!.NextAfter(Noon).TimeOfDay);

    [Fact]
    public async Task Stopping_the_host_cancels_a_running_timer_and_waits_for_it()
    {
        runs.Hold();
        await using var host = await StartAsync(typeof(Quarterly));
        await AdvanceAsync(TimeSpan.FromMinutes(15));
        await runs.NextAsync();

        await host.Host.StopAsync();

        Assert.Equal(0, runs.AtOnce);
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        await time.ArmedAsync();
        time.Advance(by);
    }

    private Task<RunningHost> StartAsync(params Type[] functions) => StartAsync(_ => { }, functions);

    private Task<RunningHost> StartAsync(Action<FunctionsApplicationBuilder> configure, params Type[] functions) => RunningHost.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(runs);
            configure(builder);
        },
        functions);

    public sealed class Quarterly(Runs runs)
    {
        [Function("Quarterly")]
        public Task RunAsync([TimerTrigger("0 */15 * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
            runs.RunAsync(timer, context, cancellation);
    }

    public sealed class OnStartup(Runs runs)
    {
        [Function("OnStartup")]
        public Task RunAsync([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
            runs.RunAsync(timer, context, cancellation);
    }

    public sealed class ByColonSetting(Runs runs)
    {
        [Function("ByColonSetting")]
        public Task RunAsync([TimerTrigger("%Sync:Schedule%")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
            runs.RunAsync(timer, context, cancellation);
    }

    public sealed class ByUnderscoreSetting(Runs runs)
    {
        [Function("ByUnderscoreSetting")]
        public Task RunAsync([TimerTrigger("%Sync__Schedule%")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
            runs.RunAsync(timer, context, cancellation);
    }
}
