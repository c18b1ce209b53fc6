using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http.Describe;
using CampaignFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;

namespace CampaignFunctions.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    [Fact]
    public async Task It_is_valid_OpenAPI_31()
    {
        var text = (await (await RunningApi.SharedAsync()).NewTenant().GetAsync("openapi.json")).Expect(HttpStatusCode.OK).Text;

        var read = OpenApiDocument.Parse(text, OpenApiConstants.Json);

        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors.Select(error => error.ToString()));
        Assert.Empty(read.Diagnostic.Warnings.Select(warning => warning.ToString()));
    }

    [Fact]
    public async Task Every_function_is_in_it_and_nothing_else()
    {
        var functions = typeof(HttpFunction).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

        var described = await DescribedApi.SharedAsync();

        Assert.Equal(functions.Order(StringComparer.Ordinal), described.Operations.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_where_it_belongs_and_what_it_answers()
    {
        var described = await DescribedApi.SharedAsync();

        Assert.All(described.Operations.Values, operation =>
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)operation.Definition["summary"]), $"{operation.Id} has no summary.");
            Assert.Single(operation.Definition["tags"]!.AsArray());
            Assert.Contains(operation.Responses, response => response.Key[0] is '2' or '3');
            Assert.All(operation.Responses, response => Assert.NotNull(response.Value!["description"]));
        });
    }

    [Fact]
    public async Task Every_POST_of_a_tenant_takes_an_idempotency_key_and_nothing_else_does()
    {
        var described = await DescribedApi.SharedAsync();

        Assert.All(described.Operations.Values, operation =>
        {
            var takesKey = operation.Method == HttpMethod.Post && operation.Id != "ProcessUploadOnObjectEvent";
            var header = operation.Parameters("header").SingleOrDefault(parameter => (string?)parameter["name"] == "Idempotency-Key");
            Assert.True(takesKey == header is not null, operation.Id);
            Assert.True(!takesKey || (operation.Responses.ContainsKey("422") && operation.Responses.ContainsKey("409")), operation.Id);
        });
    }

    [Fact]
    public async Task No_operation_names_a_parameter_twice()
    {
        var described = await DescribedApi.SharedAsync();

        Assert.All(described.Operations.Values, operation =>
            Assert.Distinct(new[] { "query", "path", "header" }.SelectMany(place => operation.Parameters(place), (place, parameter) => (place, (string?)parameter["name"]))));
    }

    /// <summary>Readers compile patterns with what their language has: Python refuses a whole document for one \p{L}.</summary>
    [Fact]
    public async Task No_pattern_needs_a_dialect_of_its_own()
    {
        var text = (await (await RunningApi.SharedAsync()).NewTenant().GetAsync("openapi.json")).Expect(HttpStatusCode.OK).Text;

        Assert.DoesNotContain(@"\\p{", text, StringComparison.Ordinal);
        Assert.DoesNotContain(@"\\u", text, StringComparison.Ordinal);
        Assert.Contains(@"""pattern""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_schema_is_used()
    {
        var described = await DescribedApi.SharedAsync();
        var references = Nodes(described.Document).OfType<JsonObject>().Select(node => (string?)node["$ref"]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var named = described.Document["components"]!["schemas"]!.AsObject().Select(schema => $"#/components/schemas/{schema.Key}").ToList();

        Assert.Equal(named.Order(StringComparer.Ordinal), references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Enumerations_are_the_names_on_the_wire()
    {
        var schemas = (await DescribedApi.SharedAsync()).Document["components"]!["schemas"]!;

        Assert.Equal(WireName.All<Platform>(), schemas["Platform"]!["enum"]!.AsArray().Select(name => (string)name!));
        Assert.DoesNotContain(nameof(AssetType.AdCopy), schemas.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_list_can_be_sorted_by_is_an_enumeration_of_what_it_takes()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var described = await DescribedApi.SharedAsync();
        var asset = (await tenant.AnAssetAsync((await tenant.ASpaceAsync()).Id)).Id;
        var space = (await tenant.ASpaceAsync()).Id;
        var sorted = described.Operations.Values.Where(operation => OrderBy(operation) is not null).ToList();

        Assert.Equal(
            ["ExportCampaignAssets", "ExportCampaignSpaces", "GetReuseHistory", "ListAdAccounts", "ListAssetsOfSpace", "ListAuditEvents", "ListCampaignAssets", "ListCampaignSpaces", "ListSyncRuns", "ListTemplates"],
            sorted.Select(operation => operation.Id).Order(StringComparer.Ordinal));
        foreach (var operation in sorted)
        {
            var path = operation.Address(new Dictionary<string, string>(StringComparer.Ordinal) { ["space_id"] = $"{space}", ["asset_id"] = $"{asset}" });
            var columns = OrderBy(operation)!["enum"]!.AsArray().Select(column => (string)column!).ToList();
            Assert.Contains((string?)OrderBy(operation)!["default"], columns);

            foreach (var column in columns)
                (await tenant.GetAsync($"{path}?order_by={column}")).Expect(HttpStatusCode.OK);
            var refused = (await tenant.GetAsync($"{path}?order_by=nothing")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
            Assert.Equal($"must be one of {string.Join(", ", columns)}.", (string?)refused["errors"]["order_by"]![0]);
        }

        static JsonNode? OrderBy(DescribedOperation operation) => operation.Parameters("query").SingleOrDefault(parameter => (string?)parameter["name"] == "order_by")?["schema"];
    }

    [Fact]
    public async Task Every_list_of_values_in_a_query_or_form_says_how_a_comma_is_written()
    {
        var described = await DescribedApi.SharedAsync();
        var separated = described.Operations.Values.SelectMany(operation => operation.Parameters("query")).Where(parameter => parameter["schema"]!["items"] is not null).ToList();
        var form = described.Operations["UploadAsset"].Definition["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!;

        Assert.NotEmpty(separated);
        Assert.All(separated, parameter => Assert.Contains(CommaSeparated.Rule, (string?)parameter["description"], StringComparison.Ordinal));
        Assert.Equal(CommaSeparated.Rule, (string?)new SchemaChecker(described.Document).Resolve(form)["properties"]!["tags"]!["description"]);
        // A JSON body has a list.
        Assert.NotEqual(CommaSeparated.Rule, (string?)described.Document["components"]!["schemas"]!["DirectUploadInput"]!["properties"]!["tags"]!["description"]);
    }

    [Theory]
    [InlineData("ExportCampaignSpaces", "campaign_spaces")]
    [InlineData("ExportCampaignAssets", "assets")]
    public async Task An_export_is_CSV_or_the_JSON_it_declares(string operationId, string plural)
    {
        var described = await DescribedApi.SharedAsync();
        var content = described.Operations[operationId].Responses["200"]!["content"]!.AsObject();

        Assert.Equal(["text/csv", "application/json"], content.Select(type => type.Key));
        Assert.Equal("string", (string?)content["text/csv"]!["schema"]!["type"]);
        var json = new SchemaChecker(described.Document).Resolve(content["application/json"]!["schema"]!);
        Assert.Equal([plural, "total"], json["properties"]!.AsObject().Select(member => member.Key));
        Assert.Equal("array", (string?)json["properties"]![plural]!["type"]);
    }

    [Fact]
    public async Task Its_words_are_for_people_not_for_XML()
    {
        var text = (await (await RunningApi.SharedAsync()).NewTenant().GetAsync("openapi.json")).Expect(HttpStatusCode.OK).Text;

        Assert.All(["&gt;", "&lt;", "&amp;", "&quot;", "<see", "<c>"], markup => Assert.DoesNotContain(markup, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_created_says_where_it_can_be_got_if_it_can()
    {
        var described = await DescribedApi.SharedAsync();
        var creating = described.Operations.Values.Where(operation => operation.Responses.ContainsKey("201")).ToList();

        Assert.NotEmpty(creating);
        Assert.All(creating, operation => Assert.Equal(operation.Id != "StartDirectUpload", operation.Responses["201"]!["headers"]?["Location"] is not null));
    }

    [Fact]
    public async Task Every_503_says_when_to_come_again()
    {
        var described = await DescribedApi.SharedAsync();
        var failing = described.Operations.Values.Where(operation => operation.Responses.ContainsKey("503")).ToList();

        Assert.Contains(failing, operation => operation.Id == "HealthReady");
        Assert.All(failing, operation => Assert.NotNull(operation.Responses["503"]!["headers"]?["Retry-After"]));
    }

    [Fact]
    public async Task Requests_refuse_unknown_members_and_changes_require_none()
    {
        var described = await DescribedApi.SharedAsync();
        var checker = new SchemaChecker(described.Document);

        foreach (var function in HttpFunction.All.Where(function => function.Body is not null))
        {
            var schema = checker.Resolve(described.Operations[function.Name].Definition["requestBody"]!["content"]!["application/json"]!["schema"]!);
            // Events come in others' formats, of which we read a part.
            var passesOver = WireJson.Options.GetTypeInfo(function.Body!.Type).UnmappedMemberHandling == JsonUnmappedMemberHandling.Skip;
            Assert.Equal(passesOver, schema["additionalProperties"] is null);
            if (function.Body.Partial)
                Assert.Null(schema["required"]);
        }
    }

    [Fact]
    public async Task A_body_is_required_but_where_it_may_be_left_out()
    {
        var described = await DescribedApi.SharedAsync();

        var optional = HttpFunction.All.Where(function => function.Body is not null)
            .Where(function => (bool?)described.Operations[function.Name].Definition["requestBody"]!["required"] is not true)
            .Select(function => function.Name);

        Assert.Equal(["MarkAsTemplate", "RestoreCampaignAsset", "TrackReuse"], optional.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_required_member_with_an_initial_value_may_be_left_out_but_not_null()
    {
        var input = (await DescribedApi.SharedAsync()).Document["components"]!["schemas"]!["CampaignSpaceInput"]!;

        Assert.Equal(["campaign_name", "platform"], input["required"]!.AsArray().Select(name => (string)name!));
        Assert.Equal("USD", (string?)input["properties"]!["currency"]!["default"]);
        Assert.Equal("string", (string?)input["properties"]!["currency"]!["type"]);
    }

    [Fact]
    public async Task Whoever_has_it_already_is_told_so()
    {
        var api = await RunningApi.SharedAsync();
        var first = await api.NewTenant().GetAsync("openapi.json");

        using var request = new HttpRequestMessage(HttpMethod.Get, "api/openapi.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await api.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node switch
    {
        JsonObject members => members.Where(member => member.Value is not null).SelectMany(member => Nodes(member.Value!)).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Nodes).Prepend(node),
        _ => [node],
    };
}
