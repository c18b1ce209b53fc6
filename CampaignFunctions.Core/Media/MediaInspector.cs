using CampaignFunctions.Core.Media.Child;
using CampaignFunctions.Core.Media.Tools;
using CampaignFunctions.Core.Results;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>Looks at media with libvips, ffmpeg and poppler in child processes, a few at a time. A singleton: it keeps
/// children for the next file.</summary>
public sealed class MediaInspector : IMediaInspector, IAsyncDisposable
{
    private readonly MediaOptions options;
    private readonly SemaphoreSlim turns;
    private readonly ImageChildren children;
    private readonly ImageInspector images;
    private readonly VideoInspector videos;
    private readonly PdfInspector documents;
    private readonly BitmapInspector bitmaps;

    public MediaInspector(IOptions<MediaOptions> mediaOptions)
    {
        options = mediaOptions.Value;
        turns = new SemaphoreSlim(options.MaxParallel);

        var tool = new LimitedTool(options);
        children = new ImageChildren(options);
        images = new ImageInspector(children, options);
        videos = new VideoInspector(tool, images, options);
        documents = new PdfInspector(tool, images, options);
        bitmaps = new BitmapInspector(tool, images, options);
    }

    public async Task<Result<MediaFacts>> InspectAsync(string path, string mimeType, string thumbnailPath, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation);
        try
        {
            using var folder = new WorkFolder(options.WorkPath, path);
            var result = await LookAsync(folder, mimeType, cancellation);

            if (!result.Failed(out _, out _))
                File.Move(folder[WorkFolder.Thumbnail], thumbnailPath, overwrite: true);

            return result;
        }
        finally
        {
            turns.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await children.DisposeAsync();
        turns.Dispose();
    }

    private async Task<Result<MediaFacts>> LookAsync(WorkFolder folder, string mimeType, CancellationToken cancellation) =>
        MediaKind.For(mimeType) switch
        {
            MediaKind.Image when mimeType is "image/bmp" => await bitmaps.InspectAsync(folder, cancellation),
            MediaKind.Image => await images.InspectAsync(folder, WorkFolder.Source, mimeType, cancellation),
            MediaKind.Video => await videos.InspectAsync(folder, VideoDemuxer.For(mimeType)!, cancellation),
            MediaKind.Pdf => await documents.InspectAsync(folder, cancellation),
            _ => MediaErrors.NothingToProcess(mimeType),
        };
}
