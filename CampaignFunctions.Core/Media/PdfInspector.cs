using CampaignFunctions.Core.Media.Tools;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Media;

/// <summary>PDFs: facts from pdfinfo, the first page from pdftoppm (poppler, https://poppler.freedesktop.org).</summary>
internal sealed class PdfInspector(LimitedTool tool, ImageInspector images, MediaOptions options)
{
    public async Task<Result<MediaFacts>> InspectAsync(WorkFolder folder, CancellationToken cancellation)
    {
        var info = await tool.RunAsync("pdfinfo", folder, [WorkFolder.Source], cancellation);
        if (!info.Succeeded)
            return Failure(info);

        if (PdfInfo.Parse(info.Output) is not { } facts)
            return MediaErrors.Unreadable("The PDF has no pages.");

        var page = await tool.RunAsync(
            "pdftoppm", folder, ["-f", "1", "-l", "1", "-singlefile", "-scale-to", "640", "-png", WorkFolder.Source, "page"], cancellation);

        if (!page.Succeeded || !File.Exists(folder["page.png"]))
            return Failure(page);

        var picture = await images.InspectAsync(folder, "page.png", "image/png", cancellation);
        return picture.Then<MediaFacts>(first => facts with { PerceptualHash = first.PerceptualHash, ThumbnailMimeType = first.ThumbnailMimeType });
    }

    private OperationError Failure(ToolAnswer answer) =>
        answer.RanOutOfLimits ? MediaErrors.TookTooLong(options)
        : answer.Errors.Contains("Incorrect password", StringComparison.Ordinal) ? MediaErrors.Unreadable("The PDF is locked with a password.")
        : MediaErrors.Unreadable("The PDF is damaged and can't be read.");
}
