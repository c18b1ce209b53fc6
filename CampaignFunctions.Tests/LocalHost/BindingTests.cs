using System.Net;
using CampaignFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class BindingTests
{
    [Fact]
    public async Task Route_parameters_are_bound_by_name_without_case_as_their_types()
    {
        await using var host = await RunningHost.StartAsync(typeof(Typed));
        var id = Guid.CreateVersion7();

        Assert.Equal($"{id} 7 9000000000 day none", await host.Http.GetStringAsync($"/api/typed/{id}/7/9000000000/day"));
        Assert.Equal($"{id} 7 9000000000 day 3", await host.Http.GetStringAsync($"/api/typed/{id}/7/9000000000/day/3"));
    }

    [Fact]
    public async Task A_route_parameter_that_cannot_be_read_is_a_400()
    {
        await using var host = await RunningHost.StartAsync(typeof(Typed));

        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.GetAsync($"/api/typed/{Guid.CreateVersion7()}/seven/8/day")).StatusCode);
    }

    [Fact]
    public async Task The_invocation_describes_its_function()
    {
        await using var host = await RunningHost.StartAsync(typeof(Described));
        var told = (await host.Http.GetStringAsync("/api/described")).Split('|');

        Assert.Equal("Described", told[0]);
        Assert.EndsWith("Described.RunAsync", told[1], StringComparison.Ordinal);
        Assert.Equal(told[2], told[3]);
        Assert.EndsWith("CampaignFunctions.Tests.dll", told[4], StringComparison.Ordinal);
        Assert.NotEqual(told[5], (await host.Http.GetStringAsync("/api/described")).Split('|')[5]);
    }

    [Fact]
    public async Task The_cancellation_token_is_cancelled_when_the_caller_goes_away()
    {
        var waiting = new Waiting();
        await using var host = await RunningHost.StartAsync(builder => builder.Services.AddSingleton(waiting), typeof(WaitsForever));
        using var leaving = new CancellationTokenSource();

        var call = host.Http.GetAsync("/api/waits", leaving.Token);
        await waiting.Started.Task;
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await waiting.Cancelled.Task.WaitAsync(Poll.Patience);
    }

    [Theory]
    [InlineData("task", HttpStatusCode.NoContent)]
    [InlineData("void", HttpStatusCode.NoContent)]
    [InlineData("valuetask", HttpStatusCode.NoContent)]
    [InlineData("result", HttpStatusCode.Accepted)]
    [InlineData("valuetaskresult", HttpStatusCode.Accepted)]
    [InlineData("typedresult", HttpStatusCode.Accepted)]
    public async Task Functions_may_return_nothing_a_result_or_a_task_of_either(string route, HttpStatusCode status)
    {
        await using var host = await RunningHost.StartAsync(typeof(Returns));

        Assert.Equal(status, (await host.Http.GetAsync($"/api/returns/{route}")).StatusCode);
    }

    public sealed class Typed
    {
        [Function("Typed")]
        public async Task<IResult> RunAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "typed/{ID:guid}/{count}/{size:long}/{word}/{page:int?}")] HttpRequest request,
            Guid id,
            int count,
            long size,
            string word,
            int? page)
        {
            await Task.Yield();
            return TypedResults.Text($"{id} {count} {size} {word} {page?.ToString() ?? "none"}");
        }
    }

    public sealed class Described
    {
        [Function("Described")]
        public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            var definition = context.FunctionDefinition;
            return Task.FromResult(Results.Text($"{definition.Name}|{definition.EntryPoint}|{definition.Id}|{context.FunctionId}|{definition.PathToAssembly}|{context.InvocationId}"));
        }
    }

    public sealed class Waiting
    {
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource Cancelled { get; } = new();
    }

    public sealed class WaitsForever(Waiting waiting)
    {
        [Function("WaitsForever")]
        public async Task RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waits")] HttpRequest request, CancellationToken cancellation)
        {
            await using var registration = cancellation.Register(waiting.Cancelled.SetResult);
            waiting.Started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
    }

    public sealed class Returns
    {
        [Function("ReturnsTask")]
        public Task Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "returns/task")] HttpRequest request)
        {
            request.HttpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        [Function("ReturnsVoid")]
        public void Void([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "returns/void")] HttpRequest request) =>
            request.HttpContext.Response.StatusCode = StatusCodes.Status204NoContent;

        [Function("ReturnsValueTask")]
        public ValueTask ValueTaskAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "returns/valuetask")] HttpRequest request)
        {
            request.HttpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            return ValueTask.CompletedTask;
        }

        [Function("ReturnsResult")]
        public static IResult Result([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "returns/result")] HttpRequest request) =>
            Results.StatusCode(StatusCodes.Status202Accepted);

        [Function("ReturnsValueTaskOfResult")]
        public ValueTask<IResult> ValueTaskOfResultAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "returns/valuetaskresult")] HttpRequest request) =>
            new(Results.StatusCode(StatusCodes.Status202Accepted));

        [Function("ReturnsTypedResult")]
        public Task<Microsoft.AspNetCore.Http.HttpResults.StatusCodeHttpResult> TypedAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "returns/typedresult")] HttpRequest request) =>
            Task.FromResult(TypedResults.StatusCode(StatusCodes.Status202Accepted));
    }
}
