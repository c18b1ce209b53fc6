namespace CampaignFunctions.Core.Media.Tools;

/// <summary>How a child process ended and the beginning of what it wrote, which is for parsing and never for logs.</summary>
internal sealed record ToolAnswer(int ExitCode, string Output, string Errors)
{
    private const int KilledBySignal = 128;
    private const int SigKill = 9;
    private const int SigXcpu = 24;

    /// <summary>It was ended when its time was up.</summary>
    public static ToolAnswer TimedOut { get; } = new(KilledBySignal + SigKill, "", "");

    public bool Succeeded => ExitCode == 0;

    public bool RanOutOfLimits => ExitCode is KilledBySignal + SigKill or KilledBySignal + SigXcpu;
}
