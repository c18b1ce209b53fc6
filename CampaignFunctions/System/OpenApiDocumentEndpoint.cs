using System.Text.Json;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.SystemState;

/// <summary>This API, described by itself.</summary>
public sealed class OpenApiDocumentEndpoint(PublishedDocument document)
{
    [Function("OpenApiDocument")]
    [EndpointSummary("This API as an OpenAPI 3.1 document"), ProducesResponseType<JsonElement>(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request)
    {
        var content = await document.GetAsync();
        return content.Answer(request);
    }
}
