using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>What the suite has to say of itself: ./test prints every line of test output that begins like this.</summary>
internal static class Figures
{
    public static void Print(this ITestOutputHelper output, string what, string figures) =>
        output.WriteLine($"hostile: {what}: {figures} (seed {Seed.Value})");
}
