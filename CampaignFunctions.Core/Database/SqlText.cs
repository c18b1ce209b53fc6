using System.Globalization;
using System.Runtime.CompilerServices;

namespace CampaignFunctions.Core.Database;

/// <summary>SQL by hand that is made of pieces.</summary>
internal static class SqlText
{
    /// <summary>One statement of a text whose holes are values, each a parameter, or SQL in its turn. No braces but the holes'.</summary>
    public static FormattableString Of(FormattableString text)
    {
        var values = new List<object?>();
        var format = Flatten(text, values);

        return FormattableStringFactory.Create(format, [.. values]);
    }

    private static string Flatten(FormattableString text, List<object?> values)
    {
        var holes = text.GetArguments().Select(hole => hole is FormattableString piece ? Flatten(piece, values) : Parameter(hole, values)).ToArray();
        return string.Format(CultureInfo.InvariantCulture, text.Format, holes);
    }

    private static string Parameter(object? value, List<object?> values)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - 1}}}");
    }
}
