using System.Text.Json.Nodes;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace CampaignFunctions.Http.Describe;

/// <summary>What holds for many operations and stands in no attribute: who calls, and the headers that go with it.</summary>
internal sealed class DescribeOperation(IOptions<AuthOptions> auth) : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var function = FunctionDescriptions.FunctionOf(context.Description);
        operation.Parameters ??= [];

        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Query))
            SeparateByCommas(parameter);
        if (!function.IsPublic)
            AddCaller(operation, context.Document!, mayBeInForm: Access.Of(function.Name).TenantMayBeInForm);
        AddPreconditions(operation, function);
        if (function.TakesIdempotencyKey)
            operation.Parameters.Add(Header(IdempotencyKeyHeader.Name, IdempotencyKeyHeader.Description, "\"8e03978e-40d5-43e8-bc93-6894a57f9324\""));

        foreach (var answer in function.Answers)
            AddHeaders(operation, answer.StatusCode, answer.Type);
        DescribeCsv(operation);
        foreach (var status in function.Failures.Concat(function.Answers.Select(answer => answer.StatusCode)).Where(status => status is 429 or 503))
            AddHeader(operation, status, HeaderNames.RetryAfter, "Seconds to wait before trying again.", JsonSchemaType.Integer);
        if (function.Failures.Contains(StatusCodes.Status429TooManyRequests))
            AddRateLimit(operation);

        return Task.CompletedTask;
    }

    private static void DescribeCsv(OpenApiOperation operation)
    {
        foreach (var (_, response) in operation.Responses ?? [])
        {
            if (response.Content?.TryGetValue(ExportAnswer.Csv, out var content) != true)
                continue;

            content!.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = $"RFC 4180: a line of the members' names, then one for each row. Tags: {CommaSeparated.Rule} A cell that a spreadsheet would compute begins with an apostrophe.",
            };
        }
    }

    private static void SeparateByCommas(OpenApiParameter parameter)
    {
        if (parameter.Schema?.Type?.HasFlag(JsonSchemaType.Array) != true)
            return;

        parameter.Style = ParameterStyle.Form;
        parameter.Explode = false;
        parameter.Description = $"{parameter.Description} {CommaSeparated.Rule}".TrimStart();
    }

    private static void AddPreconditions(OpenApiOperation operation, HttpFunction function)
    {
        var isRead = function.Verb == HttpMethods.Get;
        if (function.TakesIfMatch)
            operation.Parameters!.Add(Header(HeaderNames.IfMatch, $"The ETag of the version this {(isRead ? "is about" : "change was decided on")}; another version is a 412.", "\"2f1\""));
        if (function.TakesIfNoneMatch)
            operation.Parameters!.Add(Header(HeaderNames.IfNoneMatch, isRead ? "The ETag of the version you have; if it still is that one, the answer is a 304." : "`*` creates only: what is there already is a 412.", isRead ? "\"2f1\"" : "*"));
    }

    private void AddCaller(OpenApiOperation operation, OpenApiDocument document, bool mayBeInForm)
    {
        var development = auth.Value.Mode == AuthMode.Development;
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = "tenant_id",
            In = ParameterLocation.Query,
            Required = development && !mayBeInForm,
            Description = development
                ? $"The tenant this call acts for (development mode){(mayBeInForm ? "; may be a field of the form instead" : string.Empty)}."
                : "May repeat the token's tenant, and must then be equal.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = TenantId.SchemaPattern },
            Example = JsonValue.Create("acme"),
        });

        // Where user_id is a filter, it is that only, and described already: a name may stand once.
        var filtersByUser = operation.Parameters.Any(parameter => parameter is { In: ParameterLocation.Query, Name: "user_id" });
        if (development && !filtersByUser)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "user_id",
                In = ParameterLocation.Query,
                Description = "The user who calls (development mode).",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255, Default = JsonValue.Create("anonymous") },
            });
        }

        if (!development)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
        }
    }

    private static OpenApiParameter Header(string name, string description, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create(example),
    };

    private static void AddHeaders(OpenApiOperation operation, int status, Type? type)
    {
        var isResource = typeof(IVersioned).IsAssignableFrom(type);
        if (isResource || status == StatusCodes.Status304NotModified)
            AddHeader(operation, status, HeaderNames.ETag, "The version of the resource, for If-Match and If-None-Match.", JsonSchemaType.String);
        // Not all that is created is a resource that can be got.
        if ((status == StatusCodes.Status201Created && isResource) || status is StatusCodes.Status202Accepted or StatusCodes.Status302Found)
            AddHeader(operation, status, HeaderNames.Location, "Where it can be got from.", JsonSchemaType.String);
    }

    private static void AddRateLimit(OpenApiOperation operation)
    {
        foreach (var (name, description) in RateLimitMiddleware.Headers)
            AddHeader(operation, StatusCodes.Status429TooManyRequests, name, description, JsonSchemaType.Integer);
    }

    private static void AddHeader(OpenApiOperation operation, int status, string name, string description, JsonSchemaType type)
    {
        if (operation.Responses?[$"{status}"] is not OpenApiResponse response)
            return;

        response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type } };
    }
}
