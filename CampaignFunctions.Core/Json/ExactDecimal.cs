using System.Globalization;

namespace CampaignFunctions.Core.Json;

/// <summary>Decimals as they were written, or not at all: of more digits than it holds, or of one too far behind the point, a decimal is silently another number.</summary>
public static class ExactDecimal
{
    /// <summary>A decimal holds any number of so many digits.</summary>
    private const int HeldDigits = 28;

    public static bool TryParse(string text, NumberStyles styles, out decimal value) =>
        decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out value) && (IsShort(text) || DigitsOf(text) == DigitsOf(value.ToString(CultureInfo.InvariantCulture)));

    private static bool IsShort(string text) => text.Length <= HeldDigits && !text.Contains('e', StringComparison.OrdinalIgnoreCase);

    // All digits from the first to the last that is not 0: a number that was rounded has others.
    private static string DigitsOf(string number)
    {
        var exponent = number.IndexOfAny(['e', 'E']);
        return string.Concat((exponent < 0 ? number : number[..exponent]).Where(char.IsAsciiDigit)).Trim('0');
    }
}
