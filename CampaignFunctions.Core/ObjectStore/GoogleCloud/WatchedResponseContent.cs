using System.Net;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>An answer's body, each read of which may wait in silence only so long.</summary>
internal sealed class WatchedResponseContent : HttpContent
{
    private readonly HttpContent content;
    private readonly TimeSpan patience;
    private readonly TimeProvider time;

    public WatchedResponseContent(HttpContent content, TimeSpan patience, TimeProvider time)
    {
        this.content = content;
        this.patience = patience;
        this.time = time;
        foreach (var (name, values) in content.Headers)
            Headers.TryAddWithoutValidation(name, values);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = content.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new WatchedStream(await content.ReadAsStreamAsync(cancellationToken), patience, time);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var source = await CreateContentReadStreamAsync(cancellationToken);
        await source.CopyToAsync(stream, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}
