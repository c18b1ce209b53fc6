using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Media;

/// <summary>How much a decoder may spend on one file. Setting names: <c>Media:Timeout</c> and so on.</summary>
public sealed class MediaOptions : IValidatableObject
{
    public const string Section = "Media";

    /// <summary>Wall-clock time of one child process, which is also what it may use of a processor.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Address space of one child process.</summary>
    public long MemoryBytes { get; set; } = 3L << 30;

    /// <summary>The largest picture opened: 268 megapixels is 16,384 squared, more than any camera's.</summary>
    public long MaxPixels { get; set; } = 1L << 28;

    public int MaxSide { get; set; } = 50_000;

    /// <summary>Files opened at the same time; the others wait.</summary>
    public int MaxParallel { get; set; } = Environment.ProcessorCount;

    /// <summary>Where private work folders are made and removed.</summary>
    public string WorkPath { get; set; } = Path.GetTempPath();

    /// <summary>The assembly whose entry point, given <see cref="Child.MediaChild.Argument"/>, runs <see cref="Child.MediaChild"/>: the product's own, and no setting.</summary>
    public string ChildAssembly { get; } = Path.Combine(AppContext.BaseDirectory, "CampaignFunctions.dll");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromHours(1))
            yield return Wrong(nameof(Timeout), "a time between 0 and 1 hour, such as 00:01:00");

        if (MemoryBytes < 512L << 20)
            yield return Wrong(nameof(MemoryBytes), "at least 536870912 (512 MiB), such as 3221225472");

        if (MaxPixels < 1)
            yield return Wrong(nameof(MaxPixels), "a positive number, such as 268435456");

        if (MaxSide < 1)
            yield return Wrong(nameof(MaxSide), "a positive number, such as 50000");

        if (MaxParallel < 1)
            yield return Wrong(nameof(MaxParallel), "a positive number, such as 2");

        if (!Directory.Exists(WorkPath))
            yield return Wrong(nameof(WorkPath), "a folder that exists, such as /tmp");
    }

    private static ValidationResult Wrong(string setting, string right) => new($"{Section}:{setting} must be {right}.", [setting]);
}
