using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Assets;

/// <summary>Settings <c>Uploads:*</c>.</summary>
public sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>Bytes of one file through this API; the Functions host lets 100 MB through unless told otherwise.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "Uploads:MaxBytes must be a number of bytes from 1, such as 104857600.")]
    public long MaxBytes { get; set; } = 104_857_600;

    /// <summary>Bytes of one file that goes to the store directly.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "Uploads:MaxDirectBytes must be a number of bytes from 1, such as 5368709120.")]
    public long MaxDirectBytes { get; set; } = 5_368_709_120;

    /// <summary>Within what time a direct upload is begun, sent and completed. Cloud Storage signs nothing for longer than seven days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ErrorMessage = "Uploads:DirectLifetime must be a time span of 1 second to 7 days, such as 01:00:00.")]
    public TimeSpan DirectLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long after it was written an object nothing refers to is an orphan.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00", ErrorMessage = "Uploads:OrphanAge must be a time span, such as 01:00:00.")]
    public TimeSpan OrphanAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a file may wait for its event before the sweep processes it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Uploads:LostEventAge must be a time span, such as 00:02:00.")]
    public TimeSpan LostEventAge { get; set; } = TimeSpan.FromMinutes(2);
}
