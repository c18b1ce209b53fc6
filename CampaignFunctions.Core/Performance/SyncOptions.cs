using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Performance;

/// <summary>Settings <c>Sync:*</c>.</summary>
public sealed class SyncOptions
{
    public const string Section = "Sync";

    /// <summary>Every quarter of an hour.</summary>
    public const string DefaultSchedule = "0 */15 * * * *";

    /// <summary>NCRONTAB. The Functions host reads it by itself, as %Sync:Schedule%, and says so when it is not one.</summary>
    [Required(ErrorMessage = $"Sync:Schedule must be six NCRONTAB fields, such as '{DefaultSchedule}' (the default).")]
    public string Schedule { get; set; } = DefaultSchedule;

    /// <summary>How far back platforms are taken to restate their days.</summary>
    [Range(1, 3650, ErrorMessage = "Sync:LookbackDays must be from 1 to 3650 days, such as 30 (the default).")]
    public int LookbackDays { get; set; } = 30;
}
