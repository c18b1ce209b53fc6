using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CampaignFunctions.Tests.Support;

/// <summary>Waits for what happens in its own time, such as the work after an answer.</summary>
internal static class Poll
{
    /// <summary>How long a test waits for what must come: far longer than it takes, on a machine however busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isThere, [CallerArgumentExpression(nameof(isThere))] string what = "")
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (isThere(seen))
                return seen;

            Assert.True(watch.Elapsed < Patience, $"Waited {Patience.TotalSeconds} seconds in vain for {what}; last seen: {seen}");
            await Task.Delay(Interval);
        }
    }

    public static Task UntilAsync(Func<bool> isThere, [CallerArgumentExpression(nameof(isThere))] string what = "") =>
        UntilAsync(() => Task.FromResult(isThere()), there => there, what);
}
