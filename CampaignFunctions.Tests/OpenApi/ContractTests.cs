using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.OpenApi;

/// <summary>The document against what is really answered.</summary>
public sealed class ContractTests
{
    public static TheoryData<string> Operations { get; } = new(HttpFunction.All.Select(function => function.Name));

    public static TheoryData<string> CalledOperations { get; } = new(HttpFunction.All.Select(function => function.Name).Where(Calls.ByOperation.ContainsKey));

    [Fact]
    public void Every_operation_is_called_by_this_test()
    {
        var missing = HttpFunction.All.Select(function => function.Name).Except(Calls.ByOperation.Keys, StringComparer.Ordinal).ToList();

        Assert.True(missing.Count == 0, $"Calls.cs says nothing of {string.Join(", ", missing)}.");
    }

    [Fact]
    public void No_operation_is_called_that_is_not_there() =>
        Assert.Empty(Calls.ByOperation.Keys.Except(HttpFunction.All.Select(function => function.Name), StringComparer.Ordinal));

    [Theory, MemberData(nameof(CalledOperations))]
    public async Task An_operation_answers_what_it_declares(string operationId)
    {
        var described = await DescribedApi.SharedAsync();
        var walk = new Walk(described, (await RunningApi.SharedAsync()).NewTenant());

        await Calls.ByOperation[operationId](walk);

        Assert.True(walk.Findings.Count == 0, string.Join('\n', walk.Findings));
        Assert.Contains(walk.Seen, seen => seen.OperationId == operationId && (int)seen.Status < 400);
    }

    /// <summary>Ids nobody has, no body, an empty one: whatever comes must be among what is declared.</summary>
    [Theory, MemberData(nameof(Operations))]
    public async Task An_operation_answers_a_clueless_caller_with_something_it_declares(string operationId)
    {
        var described = await DescribedApi.SharedAsync();
        var operation = described.Operations[operationId];
        var tenant = (await RunningApi.SharedAsync()).NewTenant();

        var bare = await tenant.SendAsync(operation.Method, operation.Address());
        using var nothing = JsonContent.Create(new { });
        var empty = await tenant.SendAsync(operation.Method, operation.Address(), nothing);

        Assert.Empty(described.Check(operation, bare));
        Assert.Empty(described.Check(operation, empty));
    }

    [Theory, MemberData(nameof(Operations))]
    public async Task A_call_that_names_no_tenant_is_refused_unless_the_function_is_public(string operationId)
    {
        var api = await RunningApi.SharedAsync();
        var described = await DescribedApi.SharedAsync();
        var operation = described.Operations[operationId];

        using var request = new HttpRequestMessage(operation.Method, $"api/{operation.Address()}");
        using var response = await api.Http.SendAsync(request);
        var answer = await ApiAnswer.ReadAsync(response);

        if (Access.Of(operationId).IsPublic)
        {
            Assert.NotEqual(HttpStatusCode.Forbidden, answer.Status);
            Assert.Empty(described.Check(operation, answer));
            return;
        }

        // An operator's calls name their tenant in the address.
        if (Access.Of(operationId).ActsForTenantInPath)
            return;

        answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        Assert.NotNull(answer["errors"]["tenant_id"]);
        Assert.Empty(described.Check(operation, answer));
    }

    [Theory, MemberData(nameof(Operations))]
    public async Task Examples_fit_their_schemas(string operationId)
    {
        var described = await DescribedApi.SharedAsync();
        var operation = described.Operations[operationId];
        var checker = new SchemaChecker(described.Document);

        var contents = operation.Responses.Select(response => response.Value!["content"]).Append(operation.Definition["requestBody"]?["content"])
            .SelectMany(content => content?.AsObject().Select(media => media.Value!) ?? []);

        Assert.All(contents.Where(media => media["example"] is not null), media => Assert.Empty(checker.Check(media["schema"]!, media["example"])));
    }

    [Fact]
    public async Task What_a_schema_says_of_lengths_and_ranges_is_what_is_refused()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var input = (await DescribedApi.SharedAsync()).Document["components"]!["schemas"]!["CampaignSpaceInput"]!["properties"]!;
        var longest = int.Parse(input["campaign_name"]!["maxLength"]!.ToString(), CultureInfo.InvariantCulture);

        await tenant.ASpaceAsync(new string('x', longest));
        var refused = await tenant.PostAsync("campaign-spaces", new { campaign_name = new string('x', longest + 1), platform = "meta", budget = -1, currency = "usd" });

        refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        Assert.Equal(["budget", "campaign_name", "currency"], refused["errors"].AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
    }
}
