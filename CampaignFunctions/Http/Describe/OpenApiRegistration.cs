using System.Text.Json;
using CampaignFunctions.Core.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace CampaignFunctions.Http.Describe;

internal static class OpenApiRegistration
{
    public const string DocumentName = "v1";

    /// <summary>Adds the library that makes the OpenAPI document, and what it is made of.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services)
    {
        // The library makes schemas by these options.
        services.ConfigureHttpJsonOptions(options => WireJson.Configure(options.SerializerOptions));
        services.AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            // Metadata is any object, wherever it stands: not worth a name.
            options.CreateSchemaReferenceId = type => type.Type == typeof(JsonElement) || type.Type == typeof(JsonElement?) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.AddSchemaTransformer<DescribeSchema>();
            options.AddOperationTransformer<DescribeOperation>();
            options.AddDocumentTransformer<DescribeDocument>();
        });
        services.RemoveAll<IApiDescriptionGroupCollectionProvider>();
        services.AddSingleton<IApiDescriptionGroupCollectionProvider, FunctionDescriptions>();
        services.AddSingleton<PublishedDocument>();

        return services;
    }
}
