using System.Globalization;
using System.Text;

namespace CampaignFunctions.Core.Warehouse;

/// <summary>What a cell may hold, whichever warehouse it comes from, and how a fault says so.</summary>
internal static class WarehouseValue
{
    public const string IdRule = "must be the platform's id, of 1 to 255 characters";
    public const string DayRule = "must be a day, such as 2026-01-27";

    private const string CountRule = "must be a whole number from 0, such as 37";
    private const string AmountRule = "must be a number with a decimal point and nothing else in it, such as 1234.5 (an empty cell is 0)";

    /// <summary>Larger than any account's day, and small enough that years of days can be summed.</summary>
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>Characters of an offending cell that a fault repeats.</summary>
    private const int LongestShown = 60;

    public static string PlatformRule { get; } = $"must be one of {WarehousePlatform.Known}";

    public static bool IsId(string id) => id.Length is > 0 and <= 255 && !id.Any(char.IsControl);

    /// <summary>Gives the rule that a count breaks, if it does. Tools that hold every number as a float write one as 37.0.</summary>
    public static string? Count(ReadOnlySpan<char> text, out long count)
    {
        var broken = Amount(text, out var amount) ?? (amount >= 0 && decimal.IsInteger(amount) ? null : CountRule);
        count = broken is null ? (long)amount : 0;
        return broken;
    }

    /// <summary>Gives the rule that an amount breaks, if it does. It may be negative, as credits and retracted conversions are; nothing is 0.</summary>
    public static string? Amount(ReadOnlySpan<char> text, out decimal amount)
    {
        amount = 0;
        return text.IsEmpty || (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out amount) && amount is >= -Largest and <= Largest) ? null : AmountRule;
    }

    /// <summary>It is stored and answered, so nothing in it may break either.</summary>
    public static string Shown(string cell)
    {
        var shown = string.Concat(cell.EnumerateRunes().Take(LongestShown).Select(rune => Rune.IsControl(rune) ? "\uFFFD" : rune.ToString()));
        return $"'{shown}{(cell.Length > shown.Length ? "…" : string.Empty)}'";
    }
}
