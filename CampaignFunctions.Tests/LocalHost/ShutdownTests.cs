using CampaignFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Stopping_finishes_the_request_in_flight_and_takes_no_new_ones()
    {
        var slow = new Slow();
        await using var host = await RunningHost.StartAsync(builder => builder.Services.AddSingleton(slow), typeof(SlowAnswer));

        var inFlight = host.Http.GetStringAsync("/api/slow");
        await slow.Started.Task;
        var stopping = host.Host.StopAsync();
        await slow.RefusedAsync(host.Http.BaseAddress!);
        Assert.False(stopping.IsCompleted);
        slow.Finish.SetResult();

        Assert.Equal("done", await inFlight);
        await stopping;
    }

    public sealed class Slow
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Finish { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Waits until a new connection is refused.</summary>
        public async Task RefusedAsync(Uri address)
        {
            await Poll.UntilAsync(() => IsRefusedAsync(address), refused => refused);
        }

        private static async Task<bool> IsRefusedAsync(Uri address)
        {
            try
            {
                using var fresh = new HttpClient { BaseAddress = address };
                await fresh.GetAsync("/api/nowhere");
                return false;
            }
            catch (HttpRequestException)
            {
                return true;
            }
        }
    }

    public sealed class SlowAnswer(Slow slow)
    {
        [Function("SlowAnswer")]
        public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request)
        {
            slow.Started.SetResult();
            await slow.Finish.Task;
            return Results.Text("done");
        }
    }
}
