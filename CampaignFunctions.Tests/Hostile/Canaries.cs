using System.Globalization;
using System.Text;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// Words that stand in one tenant's rows and files and nowhere else, another in each place: wherever one is met, it says what leaked.
/// </summary>
internal sealed class Canaries
{
    private readonly string prefix = $"canary-{Guid.CreateVersion7():N}-";
    private readonly byte[] bytesOfPrefix;
    private readonly List<string> places = [];

    public Canaries() => bytesOfPrefix = Encoding.ASCII.GetBytes(prefix);

    public int Count => places.Count;

    /// <summary>One for this place, which may be anything that reads well in a failure.</summary>
    public string Plant(string place)
    {
        places.Add(place);
        return Numbered(places.Count - 1);
    }

    /// <summary>The places of those in here.</summary>
    public IEnumerable<string> PlacesOf(ReadOnlySpan<byte> text, Func<string, bool>? isExpected = null)
    {
        var found = text.IndexOf(bytesOfPrefix);
        return found < 0 ? [] : PlacesOf(Encoding.UTF8.GetString(text[found..]), isExpected);
    }

    /// <inheritdoc cref="PlacesOf(ReadOnlySpan{byte}, Func{string, bool})"/>
    public IReadOnlyCollection<string> PlacesOf(string text, Func<string, bool>? isExpected = null)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = text.IndexOf(prefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(prefix, at + 1, StringComparison.Ordinal))
        {
            var number = text.AsSpan(at + prefix.Length);
            var isWhole = int.TryParse(number[..Math.Min(4, number.Length)], NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < places.Count;
            if (isExpected?.Invoke(isWhole ? Numbered(place) : prefix) != true)
                found.Add(isWhole ? places[place] : "cut off");
        }

        return found;
    }

    private string Numbered(int place) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{place:0000}");
}
