namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>A resumable upload that was begun.</summary>
internal sealed class GcsSession(string objectName, string? contentType, long? length, long? ifGenerationMatch)
{
    public Lock Gate { get; } = new();

    public string ObjectName => objectName;

    public string? ContentType => contentType;

    /// <summary>As X-Upload-Content-Length promised.</summary>
    public long? Length => length;

    public long? IfGenerationMatch => ifGenerationMatch;

    public MemoryStream Received { get; } = new();

    public GcsObject? Made { get; set; }
}
