using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.DirectUploads;

/// <summary>What an address of the file store was signed for.</summary>
public sealed record LocalUploadQuery
{
    [Description("The Content-Type to send.")]
    [Required]
    public string? Type { get; init; }

    [Description("Bytes to send.")]
    [Required]
    public long? Size { get; init; }

    [Description("Until when, in seconds since 1970.")]
    [Required]
    public long? Expires { get; init; }

    [Required]
    public string? Signature { get; init; }
}
