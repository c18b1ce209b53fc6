using System.Text;

namespace CampaignFunctions.Core.Lists;

/// <summary>
/// Several values in one text. Within a value <c>\,</c> stands for a comma and <c>\\</c> for a backslash; a backslash before
/// anything else is one.
/// </summary>
public static class CommaSeparated
{
    /// <summary>How it is written, for the OpenAPI document.</summary>
    public const string Rule = @"Separated by commas; `\,` is a comma within a value, `\\` a backslash.";

    private const char Comma = ',';
    private const char Escape = '\\';

    /// <summary>The values, trimmed; empty ones are passed over.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var value = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == Comma)
            {
                if (value.ToString().Trim() is { Length: > 0 } whole)
                    yield return whole;
                value.Clear();
                continue;
            }

            if (text[i] == Escape && i + 1 < text.Length && text[i + 1] is Comma or Escape)
                i++;
            value.Append(text[i]);
        }
    }

    public static string Join(IEnumerable<string> values) =>
        string.Join(Comma, values.Select(value => value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(",", @"\,", StringComparison.Ordinal)));
}
