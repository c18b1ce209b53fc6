using System.Globalization;

namespace CampaignFunctions.Tests.Support;

/// <summary>Where the choices of suites come from. Their figures name it, and CAMPAIGNS_SEED=… ./test chooses the same again, or others.</summary>
internal static class Seed
{
    public static int Value { get; } =
        Environment.GetEnvironmentVariable("CAMPAIGNS_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : 20260122;

    /// <summary>Choices that don't depend on how many others were made elsewhere.</summary>
    public static Random For(string part) => new(part.Aggregate(Value, (hash, letter) => unchecked((hash * 31) + letter)));

    public static string Text(this Random random, int length)
    {
        const string Letters = "abcdefghijkmnopqrstuvwxyz";
        return new string([.. Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)])]);
    }

    public static T Of<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>An id that nobody has.</summary>
    public static Guid Id(this Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>Fails with some of what was found, and the seed that finds it again.</summary>
    public static void None(IReadOnlyCollection<string> findings) =>
        Assert.True(findings.Count == 0, $"{findings.Count} findings with seed {Value}, such as:\n{string.Join('\n', findings.Take(10))}");
}
