using System.Collections.Concurrent;
using System.Net;
using CampaignFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class MiddlewareTests
{
    private readonly ConcurrentQueue<string> steps = new();

    [Fact]
    public async Task Middleware_run_in_order_of_registration_and_the_result_after_all_of_them()
    {
        await using var host = await StartAsync();

        await host.Http.GetAsync("/api/steps");

        Assert.Equal(["outer in", "inner in", "function", "inner out", "outer out", "result"], steps);
    }

    [Fact]
    public async Task Conditional_middleware_run_only_when_their_condition_holds()
    {
        await using var host = await StartAsync();

        await host.Http.GetAsync("/api/other");

        Assert.Equal(["outer in", "function", "outer out", "result"], steps);
    }

    [Fact]
    public async Task Middleware_see_what_the_function_returned_and_may_replace_it()
    {
        await using var host = await StartAsync(builder => builder.UseMiddleware<Replacing>());

        Assert.Equal("None, then Step", await host.Http.GetStringAsync("/api/steps"));
        Assert.DoesNotContain("result", steps);
    }

    [Fact]
    public async Task Middleware_and_function_share_the_scope_of_the_request()
    {
        await using var host = await StartAsync();

        Assert.Equal("one scope", await host.Http.GetStringAsync("/api/scope"));
    }

    [Fact]
    public async Task Items_and_features_belong_to_one_invocation()
    {
        await using var host = await StartAsync();

        Assert.Equal("outer:1 True", await host.Http.GetStringAsync("/api/features"));
        Assert.Equal("outer:1 True", await host.Http.GetStringAsync("/api/features"));
    }

    [Fact]
    public async Task An_unhandled_exception_passes_the_middleware_and_is_a_500_problem_without_its_text()
    {
        var log = new RecordedErrors();
        await using var host = await StartAsync(builder =>
        {
            builder.Services.AddProblemDetails();
            builder.Logging.AddProvider(log);
        });

        var answer = await host.Http.GetAsync("/api/fails");
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        Assert.Contains("outer saw a secret", steps);
        Assert.Matches("Function Fails failed in invocation [0-9a-f-]{36}", Assert.Single(log.Errors));
    }

    private Task<RunningHost> StartAsync(Action<FunctionsApplicationBuilder>? configure = null) => RunningHost.StartAsync(
        builder =>
        {
            configure?.Invoke(builder);
            builder.Services.AddSingleton(steps).AddScoped<Scoped>();
            builder.UseMiddleware<Outer>();
            builder.UseWhen<Inner>(context => context.FunctionDefinition.Name == "Steps");
        },
        typeof(StepFunctions));

    public sealed class Scoped;

    private sealed class Step(ConcurrentQueue<string> steps) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            steps.Enqueue("result");
            return Task.CompletedTask;
        }
    }

    public sealed class Outer(ConcurrentQueue<string> steps) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            steps.Enqueue("outer in");
            context.Items["by"] = $"outer:{context.Items.Count}";
            context.Features.Set(context.InstanceServices.GetRequiredService<Scoped>());
            try
            {
                await next(context);
                steps.Enqueue("outer out");
            }
            catch (InvalidOperationException exception)
            {
                steps.Enqueue($"outer saw {exception.Message}");
                throw;
            }
        }
    }

    public sealed class Inner(ConcurrentQueue<string> steps) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            steps.Enqueue("inner in");
            await next(context);
            steps.Enqueue("inner out");
        }
    }

    public sealed class Replacing : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var before = context.GetInvocationResult().Value?.GetType().Name ?? "None";
            await next(context);
            context.GetInvocationResult().Value = Results.Text($"{before}, then {context.GetInvocationResult().Value?.GetType().Name}");
        }
    }

    public sealed class StepFunctions(ConcurrentQueue<string> steps, Scoped scoped)
    {
        [Function("Steps")]
        public IResult Steps([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Take();

        [Function("Other")]
        public IResult Other([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Take();

        [Function("Scope")]
        public IResult Scope([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            Scoped?[] seen =
            [
                context.Features.Get<Scoped>(),
                context.InstanceServices.GetService<Scoped>(),
                context.GetHttpContext()!.RequestServices.GetService<Scoped>(),
                request.HttpContext.RequestServices.GetService<Scoped>(),
            ];

            return Results.Text(Array.TrueForAll(seen, one => ReferenceEquals(one, scoped)) ? "one scope" : "several scopes");
        }

        [Function("Features")]
        public IResult Features([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            Results.Text($"{context.Items["by"]} {context.Features.Single().Key == typeof(Scoped)}");

        [Function("Fails")]
        public Task<IResult> FailsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new InvalidOperationException("a secret");

        private Step Take()
        {
            steps.Enqueue("function");
            return new Step(steps);
        }
    }
}
