using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Http;

/// <summary>Problem documents for what never reaches a function (404, 405, 413 …), where the host lets the application shape them.</summary>
internal static class RoutingProblems
{
    public static void Customize(ProblemDetailsContext context)
    {
        var (code, detail) = context.ProblemDetails.Status switch
        {
            StatusCodes.Status400BadRequest => ("bad_request", "The request is not well-formed HTTP."),
            StatusCodes.Status404NotFound => ("route_not_found", "There is nothing at this address. GET /api/openapi.json lists what there is; ids are UUIDs."),
            StatusCodes.Status405MethodNotAllowed => ("method_not_allowed", $"This address takes {context.HttpContext.Response.Headers.Allow}."),
            StatusCodes.Status413PayloadTooLarge => ("request_too_large", "The request is larger than this server takes."),
            StatusCodes.Status500InternalServerError => ("internal_error", "Something went wrong on our side. The trace_id finds it in the logs."),
            _ => ("error", context.ProblemDetails.Title ?? "The request failed."),
        };

        context.ProblemDetails.Type = $"urn:campaign-functions:problem:{code}";
        context.ProblemDetails.Detail = detail;
        context.ProblemDetails.Extensions.Clear();
        context.ProblemDetails.Extensions["code"] = code;
        context.ProblemDetails.Extensions["trace_id"] = Problems.TraceId(context.HttpContext);
    }
}
