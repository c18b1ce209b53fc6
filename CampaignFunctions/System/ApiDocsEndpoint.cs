using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.SystemState;

/// <summary>The OpenAPI document as a page for people.</summary>
public sealed class ApiDocsEndpoint
{
    [Function("ApiDocs")]
    [EndpointSummary("This API as a page for people"), ProducesResponseType<string>(StatusCodes.Status200OK, "text/html"), ProducesResponseType(StatusCodes.Status304NotModified)]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = DocsPage.Policy;
        request.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        return DocsPage.Content.Answer(request);
    }
}
