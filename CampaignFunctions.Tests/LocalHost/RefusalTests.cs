using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.LocalHost;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class RefusalTests
{
    [Fact]
    public void Two_functions_of_one_name_stop_the_start()
    {
        var message = RunningHost.RefusalOf(typeof(First), typeof(Second)).Message;

        Assert.Contains("'Same'", message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("First.Run", message, StringComparison.Ordinal);
        Assert.Contains("Second.Run", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_nothing_binds_stops_the_start() =>
        Assert.Contains("'Int32 nowhere'", RunningHost.RefusalOf(typeof(Unbindable)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_return_type_that_is_no_result_stops_the_start() =>
        Assert.Contains("returns System.String", RunningHost.RefusalOf(typeof(ReturnsText)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_function_without_a_trigger_stops_the_start() =>
        Assert.Contains("exactly one parameter", RunningHost.RefusalOf(typeof(Untriggered)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_function_that_is_not_public_stops_the_start() =>
        Assert.Contains("not public", RunningHost.RefusalOf(typeof(Hidden)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_http_function_needs_the_web_application()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Services.Configure<FunctionsHostOptions>(options => options.Types = [typeof(First)]);

        var refusal = Assert.Throws<InvalidOperationException>(() => builder.Build());

        Assert.Contains("ConfigureFunctionsWebApplication()", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_web_application_comes_before_middleware()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.UseMiddleware<Idle>();

        Assert.Throws<InvalidOperationException>(builder.ConfigureFunctionsWebApplication);
    }

    [Fact]
    public void An_application_is_built_once()
    {
        var builder = RunningHost.Builder(_ => { });
        using var host = builder.Build();

        Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Throws<InvalidOperationException>(() => builder.UseMiddleware<Idle>());
    }

    public sealed class First
    {
        [Function("Same")]
        public void Run([HttpTrigger] HttpRequest request) => request.HttpContext.Abort();
    }

    public sealed class Second
    {
        [Function("same")]
        public void Run([HttpTrigger] HttpRequest request) => request.HttpContext.Abort();
    }

    public sealed class Unbindable
    {
        [Function("Unbindable")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "here/{there}")] HttpRequest request, int nowhere) => request.HttpContext.Abort();
    }

    public sealed class ReturnsText
    {
        [Function("ReturnsText")]
        public string Run([HttpTrigger] HttpRequest request) => request.Method;
    }

    public sealed class Untriggered
    {
        [Function("Untriggered")]
        public string Run(HttpRequest request) => request.Method;
    }

    internal sealed class Hidden
    {
        [Function("Hidden")]
        public void Run([HttpTrigger] HttpRequest request) => request.HttpContext.Abort();
    }

    public sealed class Idle : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => next(context);
    }
}
