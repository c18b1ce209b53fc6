using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class RoutingTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(
        builder => builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => context.ProblemDetails.Extensions["code"] = "shaped"),
        typeof(ReadThing),
        typeof(WriteThing),
        typeof(Anything),
        typeof(MissingThing));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_guid_constraint_lets_only_guids_through()
    {
        var id = Guid.CreateVersion7();

        Assert.Equal($"\"{id}\"", await host.Http.GetStringAsync($"/api/things/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("/api/things/seven")).StatusCode);
    }

    [Fact]
    public async Task An_unknown_route_is_a_404_problem() =>
        await AssertProblemAsync(await host.Http.GetAsync("/api/nowhere"), HttpStatusCode.NotFound);

    [Fact]
    public async Task A_wrong_method_is_a_405_problem_that_allows_the_right_ones()
    {
        var answer = await host.Http.DeleteAsync($"/api/things/{Guid.CreateVersion7()}");

        await AssertProblemAsync(answer, HttpStatusCode.MethodNotAllowed);
        Assert.Equal(["GET", "PUT"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task A_get_function_does_not_answer_HEAD()
    {
        var answer = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/things/{Guid.CreateVersion7()}"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task A_function_without_route_and_methods_answers_every_method_under_its_name(string method)
    {
        var answer = await host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/anything"));

        Assert.Equal(method, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_empty_404_that_a_function_returns_stays_empty()
    {
        var answer = await host.Http.GetAsync("/api/missing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Answers_do_not_name_the_server() =>
        Assert.Empty((await host.Http.GetAsync("/api/anything")).Headers.Server);

    [Fact]
    public async Task Without_problem_details_an_unknown_route_is_an_empty_404()
    {
        await using var plain = await RunningHost.StartAsync(typeof(Anything));
        var answer = await plain.Http.GetAsync("/api/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal("shaped", problem.RootElement.GetProperty("code").GetString());
    }

    public sealed class ReadThing
    {
        [Function("ReadThing")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:guid}")] HttpRequest request, Guid id) =>
            TypedResults.Json(id);
    }

    public sealed class WriteThing
    {
        [Function("WriteThing")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "things/{id:guid}")] HttpRequest request, Guid id) =>
            TypedResults.Json(id);
    }

    public sealed class Anything
    {
        [Function("Anything")]
        public IResult Run([HttpTrigger] HttpRequest request) => TypedResults.Text(request.Method);
    }

    public sealed class MissingThing
    {
        [Function("MissingThing")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "missing")] HttpRequest request) => TypedResults.NotFound();
    }
}
