using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Media;

/// <summary>Opens images, videos and PDFs. The edge to the decoders, which run in limited child processes.</summary>
public interface IMediaInspector
{
    /// <summary>Reads a file's facts and writes its thumbnail. Bad media are a failed result, never an exception; a decoder that isn't
    /// installed is one.</summary>
    /// <param name="path">A plain local file that the caller owns and nobody changes meanwhile.</param>
    /// <param name="mimeType">The type stored for it, one whose <see cref="MediaKind"/> isn't None.</param>
    /// <param name="thumbnailPath">Where the thumbnail goes, in a folder that exists: at most 320 × 320 pixels, never enlarged, upright,
    /// without metadata. Nothing is written there when the result failed.</param>
    /// <param name="cancellation">Ends the decoders too.</param>
    Task<Result<MediaFacts>> InspectAsync(string path, string mimeType, string thumbnailPath, CancellationToken cancellation);
}
