using System.Text.Json;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CampaignFunctions.Http;

/// <summary>
/// What every function returns. It has no public property: the worker serialises those of a returned value
/// a second time, into its answer to the host.
/// </summary>
public sealed class Answer : IResult
{
    private readonly Func<HttpContext, Task> write;

    private Answer(Func<HttpContext, Task> write) => this.write = write;

    /// <summary>200 with the value as JSON, and its ETag if it has one; 304 to whoever gets that version a second time.</summary>
    public static IResult Ok<T>(T value) => Json(StatusCodes.Status200OK, value);

    /// <summary>201 with the value as JSON and where it can be got from now on.</summary>
    public static IResult Created<T>(string path, T value) =>
        Json(StatusCodes.Status201Created, value, path);

    public static IResult NoContent() => new Answer(context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    /// <summary>Whatever the writer writes: streamed exports, files.</summary>
    public static IResult Written(Func<HttpContext, Task> write) => new Answer(write);

    public static IResult Json<T>(int status, T value, string? location = null) => new Answer(context =>
    {
        var response = context.Response;
        response.StatusCode = status;
        if (location is not null)
            response.Headers[HeaderNames.Location] = location;
        if (value is IVersioned versioned)
        {
            response.Headers[HeaderNames.ETag] = versioned.ETag;
            if (HttpMethods.IsGet(context.Request.Method) && Preconditions.NameAsKnown(context.Request, versioned.ETag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(response.BodyWriter, value, WireJson.Options, context.RequestAborted);
    });

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return write(httpContext);
    }
}
