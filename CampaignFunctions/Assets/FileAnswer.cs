using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace CampaignFunctions.Assets;

/// <summary>
/// Answers a file: a redirect to a short-lived signed address where the store gives one, else the bytes. Nothing but
/// safe images and videos is ever shown in place.
/// </summary>
public sealed partial class FileAnswer(ILogger<FileAnswer> logger)
{
    public IResult Of(AssetFile file) => Answer.Written(context => file.Address is { } address ? Redirect(context, address) : SendAsync(context, file));

    private static Task Redirect(HttpContext context, Uri address)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = address.AbsoluteUri;
        context.Response.Headers.CacheControl = "private, no-store";
        return Task.CompletedTask;
    }

    private async Task SendAsync(HttpContext context, AssetFile file)
    {
        await using var stored = file.Content!;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=3600";

        var disposition = new ContentDispositionHeaderValue(file.IsAttachment ? "attachment" : "inline");
        disposition.SetHttpFileName(file.FileName);
        headers.ContentDisposition = disposition.ToString();

        var bytes = TypedResults.Stream(
            stored.Content, file.MimeType, fileDownloadName: null, stored.CreatedAt, EntityTagHeaderValue.Parse(file.ETag), enableRangeProcessing: true);
        try
        {
            await bytes.ExecuteAsync(context);
        }
        catch (Exception exception) when (Outage.Is(exception) && !context.Response.HasStarted)
        {
            // A bucket gives the first bytes only now, when no middleware is listening any more.
            LogOutage(exception);
            headers.Remove(HeaderNames.ContentRange);
            await RefuseAsync(context, ExceptionMiddleware.Unavailable());
            return;
        }

        if (RefusalOf(context.Response.StatusCode, file.ETag, stored.SizeBytes) is { } error)
            await RefuseAsync(context, error);
    }

    private static OperationError? RefusalOf(int status, string etag, long sizeBytes) => status switch
    {
        StatusCodes.Status412PreconditionFailed =>
            new OperationError(ErrorKind.PreconditionFailed, "precondition_failed", $"The file is another than If-Match or If-Unmodified-Since asks for; its ETag is {etag}."),
        StatusCodes.Status416RangeNotSatisfiable =>
            new OperationError(ErrorKind.OutOfRange, "range_not_satisfiable", $"The file has {sizeBytes} bytes, and none of those that Range asks for."),
        _ => null,
    };

    // What was said of the file's bytes is not true of the problem's.
    private static Task RefuseAsync(HttpContext context, OperationError error)
    {
        var headers = context.Response.Headers;
        context.Response.ContentLength = null;
        headers.Remove(HeaderNames.ContentDisposition);
        headers.Remove(HeaderNames.LastModified);
        headers.CacheControl = "no-store";
        return Problems.WriteAsync(context, error);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store gives nothing of a file that it has")]
    private partial void LogOutage(Exception exception);
}
