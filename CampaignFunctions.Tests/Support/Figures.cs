using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Support;

/// <summary>What a suite has to say of itself, passed or failed: ./test prints every line of test output that begins like this.</summary>
internal static class Figures
{
    public static void Print(this ITestOutputHelper output, string what, string figures) =>
        output.WriteLine($"figures: {what}: {figures} (seed {Seed.Value})");
}
