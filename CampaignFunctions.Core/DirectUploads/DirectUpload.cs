using System.Text.Json;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.DirectUploads;

/// <summary>A file announced, that its sender puts into the store without passing through here. Its id is the file's.</summary>
public sealed class DirectUpload : ITenantOwned
{
    public required string TenantId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CampaignSpaceId { get; init; }
    public required string ObjectName { get; init; }
    public required long FileSize { get; init; }
    public required string MimeType { get; init; }

    /// <summary>The asset it is to become: an <see cref="Assets.AssetForm"/>.</summary>
    public required JsonElement Form { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of the object's bytes, once they have been read.</summary>
    public byte[]? Sha256 { get; set; }

    /// <summary>The MIME type its first bytes prove, if any.</summary>
    public string? SniffedType { get; set; }

    /// <summary>What it became.</summary>
    public Guid? AssetId { get; set; }
}
