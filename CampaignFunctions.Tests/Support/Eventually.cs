using System.Diagnostics;

namespace CampaignFunctions.Tests.Support;

/// <summary>Waits for a condition that something else brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Patience, $"It did not come true within {Patience.TotalSeconds} s.");
            await Task.Delay(20);
        }
    }
}
