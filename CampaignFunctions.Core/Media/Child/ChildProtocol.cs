using System.Text.Json.Serialization;

namespace CampaignFunctions.Core.Media.Child;

/// <summary>One line of JSON to the child.</summary>
internal sealed record ImageRequest(string Path, string MimeType, string ThumbnailPath, int MaxSide, long MaxPixels);

/// <summary>One line of JSON back: header fields, and either a hash and a written thumbnail or libvips' complaint. Neither when the header
/// forbids decoding.</summary>
internal sealed record ImageAnswer(Dictionary<string, string> Fields, long? Hash, string? Complaint);

[JsonSerializable(typeof(ImageRequest))]
[JsonSerializable(typeof(ImageAnswer))]
internal sealed partial class ChildProtocol : JsonSerializerContext;
