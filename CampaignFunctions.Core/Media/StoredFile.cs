using System.Text.Json;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Media;

/// <summary>A distinct file of a tenant: one row and one object per SHA-256, whatever the number of assets that share it.</summary>
public sealed class StoredFile : ITenantOwned
{
    public required string TenantId { get; init; }
    public required Guid Id { get; init; }
    public required byte[] Sha256 { get; init; }

    /// <summary><c>t/{tenant}/{id}</c>, never from user text.</summary>
    public required string ObjectName { get; init; }
    public required long SizeBytes { get; init; }
    public required string MimeType { get; init; }
    public int? Width { get; set; }
    public int? Height { get; set; }

    /// <summary>Seconds.</summary>
    public decimal? Duration { get; set; }
    public long? PerceptualHash { get; set; }
    public JsonElement MediaMetadata { get; set; }
    public string? ThumbnailObject { get; set; }
    public string? ThumbnailMimeType { get; set; }
    public ProcessingState State { get; set; }
    public string? StateReason { get; set; }
    public int ProcessingAttempts { get; set; }

    /// <summary>When the last attempt began that has not come to an end yet.</summary>
    public DateTimeOffset? ProcessingStartedAt { get; set; }

    /// <summary>Rows of campaign_assets, deleted ones too, that point here; at 0 the row and its objects go.</summary>
    public long ReferenceCount { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ProcessedAt { get; set; }
}
