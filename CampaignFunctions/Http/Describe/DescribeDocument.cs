using System.Text.Json.Nodes;
using CampaignFunctions.Core.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CampaignFunctions.Http.Describe;

/// <summary>The document as a whole: what it is about, which schemas are closed, what a PUT and a form take, and examples of all of it.</summary>
internal sealed class DescribeDocument : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "CampaignFunctions",
            Version = typeof(DescribeDocument).Assembly.GetName().Version!.ToString(3),
            Description = "Campaign spaces, their assets, their reuse and their performance, for many tenants. "
                + "Every call acts for exactly one tenant; what belongs to another is not found. "
                + "JSON is snake_case, instants are ISO 8601 UTC, money is a number with at most 4 decimals. Failures are problem documents (RFC 9457). "
                + $"Answers to a tenant carry {string.Join(", ", RateLimitMiddleware.Headers.Keys)}.",
        };
        // The document lies beside what it describes, so its paths are of the same server.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "A token of the configured issuer; it names tenant, user and roles." },
        };

        var schemas = new DocumentSchemas(document);
        var operations = OperationsOf(document).ToList();
        schemas.Open();

        foreach (var (function, operation) in operations)
        {
            if (function.Body is { } body)
                DescribeBody(operation, schemas, body);
            if (function.Form is { } form)
                DescribeForm(operation, schemas, form, Access.Of(function.Name).TenantMayBeInForm);
        }

        schemas.Prune(operations.Select(operation => operation.Operation));
        AddExamples(operations, new Examples(schemas));
        return Task.CompletedTask;
    }

    private static IEnumerable<(HttpFunction Function, OpenApiOperation Operation)> OperationsOf(OpenApiDocument document) =>
        from path in document.Paths
        from operation in path.Value.Operations ?? []
        join function in HttpFunction.All on operation.Value.OperationId equals function.Name
        select (function, operation.Value);

    private static void DescribeBody(OpenApiOperation operation, DocumentSchemas schemas, BodyAttribute body)
    {
        operation.RequestBody = BodyOf(operation.RequestBody!, isRequired: !body.Optional);
        var content = operation.RequestBody.Content!["application/json"];
        content.Schema = body.Partial ? schemas.AsChanges(content.Schema!, body.Type) : schemas.AsInput(content.Schema!, body.Type);
    }

    private static void DescribeForm(OpenApiOperation operation, DocumentSchemas schemas, Type type, bool mayNameTenant)
    {
        operation.RequestBody = BodyOf(operation.RequestBody!, isRequired: true);
        var content = operation.RequestBody.Content!["multipart/form-data"];
        content.Schema = schemas.AsInput(content.Schema!, type);

        var form = schemas.Resolve(content.Schema);
        form.Properties!["file"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            // How OpenAPI 3.1 says "bytes"; format: binary was 3.0's way.
            ContentMediaType = "application/octet-stream",
            Description = "The file. Its name and type are taken from its part; fields come before it.",
        };
        if (mayNameTenant)
        {
            form.Properties["tenant_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "In development mode, the tenant, unless the query names it." };
            form.Properties["user_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "In development mode, the user." };
        }

        foreach (var (name, member) in form.Properties)
        {
            if (schemas.Resolve(member).Type?.HasFlag(JsonSchemaType.Array) != true)
                continue;

            content.Encoding ??= new Dictionary<string, OpenApiEncoding>(StringComparer.Ordinal);
            content.Encoding[name] = new OpenApiEncoding { Style = ParameterStyle.Form, Explode = false };
            member.Description = CommaSeparated.Rule;
        }
    }

    private static OpenApiRequestBody BodyOf(IOpenApiRequestBody body, bool isRequired) => new() { Required = isRequired, Content = body.Content, Description = body.Description };

    private static void AddExamples(IEnumerable<(HttpFunction Function, OpenApiOperation Operation)> operations, Examples examples)
    {
        foreach (var (function, operation) in operations)
        {
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                content.Example = examples.OfRequest(content.Schema);

            foreach (var (status, response) in operation.Responses ?? [])
            {
                foreach (var (type, content) in response.Content ?? new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal))
                {
                    content.Example = type switch
                    {
                        Problems.ContentType => ProblemExample(function, status),
                        ExportAnswer.Csv => null,
                        _ => examples.OfAnswer(content.Schema),
                    };
                }
            }
        }
    }

    private static JsonObject ProblemExample(HttpFunction function, string status)
    {
        var number = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);
        var problem = Examples.Problem(number, isOwn: function.OwnFailures.Contains(number));
        if (status == $"{StatusCodes.Status400BadRequest}")
            problem["errors"] = new JsonObject { ["campaign_name"] = new JsonArray("is required.") };
        return problem;
    }
}
