using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CampaignFunctions.Assets;

/// <summary>
/// Answers a file: a redirect to a short-lived signed address where the store gives one, else the bytes. Nothing but
/// safe images and videos is ever shown in place.
/// </summary>
public sealed class FileAnswer(IObjectStore store)
{
    public async Task<IResult> OfAsync(AssetFile file, CancellationToken cancellation)
    {
        var attachmentName = SafeInline.Allows(file.MimeType) ? null : file.FileName;
        if (await store.SignedUrlAsync(file.ObjectName, file.MimeType, attachmentName, cancellation) is { } address)
            return Answer.Written(context => Redirect(context, address));

        var stored = await store.OpenAsync(file.ObjectName, cancellation);
        return stored is null ? Problems.From(AssetErrors.NoFile()) : Answer.Written(context => SendAsync(context, file, stored, attachmentName));
    }

    private static Task Redirect(HttpContext context, Uri address)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = address.AbsoluteUri;
        context.Response.Headers.CacheControl = "private, no-store";
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, AssetFile file, StoredObject stored, string? attachmentName)
    {
        await using var opened = stored;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=3600";

        var disposition = new ContentDispositionHeaderValue(attachmentName is null ? "inline" : "attachment");
        disposition.SetHttpFileName(file.FileName);
        headers.ContentDisposition = disposition.ToString();

        var bytes = TypedResults.Stream(
            stored.Content, file.MimeType, fileDownloadName: null, stored.CreatedAt, EntityTagHeaderValue.Parse(file.ETag), enableRangeProcessing: true);
        await bytes.ExecuteAsync(context);
    }
}
