namespace CampaignFunctions.Assets;

/// <summary>The file part of a multipart form.</summary>
/// <param name="FileName">As the sender calls it, without folders.</param>
/// <param name="ContentType">As the sender claims.</param>
/// <param name="Body">Its bytes, as they come.</param>
public sealed record FilePart(string? FileName, string? ContentType, Stream Body);
