using CampaignFunctions.Core.Media.Child;
using CampaignFunctions.Core.Media.Tools;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Media;

/// <summary>Images, through children that keep libvips loaded: a process per image costs more than the image.</summary>
internal sealed class ImageInspector(ImageChildren children, MediaOptions options)
{
    public async Task<Result<MediaFacts>> InspectAsync(WorkFolder folder, string file, string mimeType, CancellationToken cancellation)
    {
        var request = new ImageRequest(folder[file], mimeType, folder[WorkFolder.Thumbnail], options.MaxSide, options.MaxPixels);
        try
        {
            return await children.AskAsync(request, cancellation) is { } answer
                ? Judge(answer, mimeType)
                : MediaErrors.Unreadable("The image is damaged, or needs more memory than is allowed.");
        }
        catch (TimeoutException)
        {
            return MediaErrors.TookTooLong(options);
        }
    }

    private Result<MediaFacts> Judge(ImageAnswer answer, string mimeType)
    {
        var header = new ImageHeader(answer.Fields);

        if (answer.Complaint is { } complaint)
            return MediaErrors.Unreadable(ImageReason.From(complaint));

        if (!header.Fits(options.MaxSide, options.MaxPixels))
            return MediaErrors.TooManyPixels(header.Width, header.Height, options);

        return answer.Hash is { } hash ? header.ToFacts(hash) : MediaErrors.Unreadable($"The content isn't {mimeType}.");
    }
}
