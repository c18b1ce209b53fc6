using System.Net;
using CampaignFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class AdminTests
{
    private readonly Runs runs = new();

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"input\":\"\"}")]
    public async Task Asking_for_a_timer_is_accepted_and_runs_it(string body)
    {
        await using var host = await StartAsync();

        var answer = await AskAsync(host, "Yearly", body);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        await runs.NextAsync();
    }

    [Fact]
    public async Task However_often_a_running_timer_is_asked_for_it_runs_once_more()
    {
        runs.Hold();
        await using var host = await StartAsync();

        await AskAsync(host, "Yearly");
        await runs.NextAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Accepted, (await AskAsync(host, "Yearly")).StatusCode);
        runs.Release();
        await runs.NextAsync();
        await host.Host.StopAsync();

        Assert.Equal(2, runs.Started);
        Assert.Equal(1, runs.MostAtOnce);
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("Greeting")]
    public async Task Only_timers_can_be_asked_for(string name)
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(host, name)).StatusCode);
    }

    [Fact]
    public async Task The_admin_address_is_not_under_the_route_prefix()
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.PostAsync("/api/admin/functions/Yearly", Json("{}"))).StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", StatusCodes.Status202Accepted)]
    [InlineData("::1", StatusCodes.Status202Accepted)]
    [InlineData("10.0.0.7", StatusCodes.Status404NotFound)]
    [InlineData(null, StatusCodes.Status404NotFound)]
    public async Task Only_callers_on_this_machine_may_ask(string? caller, int status)
    {
        await using var host = await StartAsync();
        var admin = host.Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Single(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/admin", StringComparison.Ordinal));
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = caller is null ? null : IPAddress.Parse(caller);
        context.Request.RouteValues["name"] = "Yearly";

        await admin.RequestDelegate!(context);

        Assert.Equal(status, context.Response.StatusCode);
    }

    private static Task<HttpResponseMessage> AskAsync(RunningHost host, string name, string body = "{}") =>
        host.Http.PostAsync($"/admin/functions/{name}", Json(body));

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private Task<RunningHost> StartAsync() => RunningHost.StartAsync(
        builder => builder.Services.AddSingleton(runs).AddSingleton<TimeProvider>(new ManualTime(DateTimeOffset.UnixEpoch)),
        typeof(Yearly),
        typeof(Greeting));

    public sealed class Yearly(Runs runs)
    {
        [Function("Yearly")]
        public Task RunAsync([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
            runs.RunAsync(timer, context, cancellation);
    }

    public sealed class Greeting
    {
        [Function("Greeting")]
        public IResult Run([HttpTrigger] HttpRequest request) => Results.Text("hello");
    }
}
