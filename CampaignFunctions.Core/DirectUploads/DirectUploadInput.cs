using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.DirectUploads;

/// <summary>A file to come, and the asset it is to become.</summary>
public sealed record DirectUploadInput : AssetDetails
{
    [Required]
    [Text(255, MinimumLength = 1)]
    public string? AssetName { get; init; }

    /// <summary>Bytes, exactly as many as will be sent.</summary>
    [Required]
    [Range(1, long.MaxValue, ErrorMessage = "must be at least 1.")]
    public long? FileSize { get; init; }

    /// <summary>Sent as Content-Type with the bytes, which must be of that type.</summary>
    [Required]
    [RegularExpression(@"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}", ErrorMessage = "must be a MIME type without parameters, such as video/mp4.")]
    public string? MimeType { get; init; }

    /// <summary>True: make a second asset of the same bytes in this space; it shares the stored file.</summary>
    public bool SkipDuplicateCheck { get; init; }

    internal AssetForm ToForm() => new()
    {
        AssetName = AssetName,
        AssetType = AssetType,
        BrandId = BrandId,
        ExternalAssetId = ExternalAssetId,
        Title = Title,
        Description = Description,
        AdCopyText = AdCopyText,
        HeadlineText = HeadlineText,
        CtaText = CtaText,
        Tags = Tags,
        SkipDuplicateCheck = SkipDuplicateCheck,
    };
}
