using System.Globalization;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Lists;

namespace CampaignFunctions.Http;

/// <summary>How one type of value is written in a query string.</summary>
/// <param name="Rule">What a value must look like, for messages.</param>
/// <param name="Parse">The value, or null when the text isn't one.</param>
internal sealed record QueryValue(string Rule, Func<string, object?> Parse)
{
    /// <summary>From a day's beginning to its last microsecond; adding a whole day first would overflow on 9999-12-31.</summary>
    private static readonly TimeSpan LastInstant = TimeSpan.FromDays(1) - TimeSpan.FromMicroseconds(1);

    public static QueryValue For(Type type, bool endOfDay)
    {
        if (type == typeof(string))
            return new("must be text.", text => text);
        if (type == typeof(bool))
            return new("must be true or false.", text => bool.TryParse(text, out var value) ? value : null);
        if (type == typeof(int))
            return new($"must be a whole number up to {int.MaxValue}.", text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null);
        if (type == typeof(long))
            return new($"must be a whole number up to {long.MaxValue}.", text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null);
        if (type == typeof(decimal))
            return new("must be a number of at most 28 digits, such as 12.5.", text => ExactDecimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, out var value) ? value : null);
        if (type == typeof(Guid))
            return new("must be a UUID.", text => Guid.TryParseExact(text, "D", out var value) ? value : null);
        if (type == typeof(DateOnly))
            return new("must be a day, such as 2026-01-22.", text => Day(text) is { } day ? day : null);
        if (type == typeof(DateTimeOffset))
            return new("must be an ISO 8601 day or instant, such as 2026-01-22 or 2026-01-22T10:30:00Z.", text => Instant(text, endOfDay) is { } instant ? instant : null);
        if (type.IsEnum)
            return (QueryValue)typeof(QueryValue).GetMethod(nameof(ForEnum), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type).Invoke(obj: null, parameters: null)!;

        throw new NotSupportedException($"{type} cannot be read from a query string.");
    }

    /// <summary>Several values, separated by commas; empty ones are passed over, though there must be another unless all may be.</summary>
    public QueryValue ListOf(Type item, bool mayBeEmpty) => new(Rule, text =>
    {
        var values = CommaSeparated.Split(text).Select(Parse).ToList();
        if (values.Contains(item: null) || (values.Count == 0 && !mayBeEmpty))
            return null;

        var list = Array.CreateInstance(item, values.Count);
        for (var i = 0; i < values.Count; i++)
            list.SetValue(values[i], i);
        return list;
    });

    private static QueryValue ForEnum<TEnum>()
        where TEnum : struct, Enum =>
        new($"must be one of {string.Join(", ", WireName.All<TEnum>())}.", text => WireName.TryParse<TEnum>(text, out var value) ? value : null);

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // A '+' of an offset arrives as a space when the caller didn't percent-encode it: read it as what was meant.
    private static DateTimeOffset? Instant(string text, bool endOfDay)
    {
        if (Day(text) is { } day)
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return endOfDay ? start + LastInstant : start;
        }

        return text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;
    }
}
