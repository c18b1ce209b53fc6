using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CampaignFunctions.Http.Describe;

/// <summary>The OpenAPI document as it is answered. The code doesn't change while it runs, so it is made once, when first asked for.</summary>
public sealed class PublishedDocument(IServiceProvider services)
{
    private readonly Lazy<Task<StaticContent>> content = new(() => GenerateAsync(services));

    public Task<StaticContent> GetAsync() => content.Value;

    private static async Task<StaticContent> GenerateAsync(IServiceProvider services)
    {
        // Not the caller's cancellation: the first to ask works for all.
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(OpenApiRegistration.DocumentName);
        var document = await provider.GetOpenApiDocumentAsync();
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);

        return new StaticContent("application/json; charset=utf-8", Encoding.UTF8.GetBytes(json));
    }
}
