using System.Net;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>Sends a body in pieces, each of which breaks the silence.</summary>
internal sealed class WatchedRequestContent : HttpContent
{
    private const int PieceBytes = 64 * 1024;
    private readonly HttpContent content;
    private readonly Silence silence;

    public WatchedRequestContent(HttpContent content, Silence silence)
    {
        this.content = content;
        this.silence = silence;
        foreach (var (name, values) in content.Headers)
            Headers.TryAddWithoutValidation(name, values);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = content.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The content's own, which it gives again when the request is sent again.
        var source = await content.ReadAsStreamAsync(cancellationToken);
        source.Position = 0;
        var piece = new byte[PieceBytes];
        int count;
        while ((count = await source.ReadAsync(piece, cancellationToken)) > 0)
        {
            await stream.WriteAsync(piece.AsMemory(0, count), cancellationToken);
            silence.Break();
        }
    }
}
