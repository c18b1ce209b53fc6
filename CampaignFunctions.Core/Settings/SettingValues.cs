using System.ComponentModel;
using CampaignFunctions.Core.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Settings;

/// <summary>Whether the values of a section are of the types of their settings.</summary>
internal static class SettingValues
{
    /// <summary>Passes over what is not set.</summary>
    /// <exception cref="OptionsValidationException">Some are not; it says of each what it could be.</exception>
    public static void Require<T>(IConfigurationSection section)
    {
        var mistakes = typeof(T).GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => MistakeIn($"{section.Key}:{property.Name}", property.PropertyType, section[property.Name]))
            .OfType<string>()
            .ToList();

        if (mistakes.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(T), mistakes);
    }

    private static string? MistakeIn(string setting, Type type, string? value) =>
        value is null || type == typeof(string) || IsOne(type, value) ? null : $"{setting} must be {RuleOf(type)}, not '{value}'.";

    // Numbers, which .NET takes for names, would be nobody's word for what they stand for.
    private static bool IsOne(Type type, string value) =>
        type.IsEnum ? NamesOf(type).Contains(value.Trim(), StringComparer.OrdinalIgnoreCase) : TypeDescriptor.GetConverter(type).IsValid(value);

    private static string RuleOf(Type type) => type switch
    {
        { IsEnum: true } => string.Join(" or ", NamesOf(type)),
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => $"a whole number up to {int.MaxValue}",
        _ when type == typeof(long) => $"a whole number up to {long.MaxValue}",
        _ when type == typeof(TimeSpan) => "a time, such as 00:15:00 or 1.00:00:00",
        _ => throw new NotSupportedException($"{type} is no type of a setting yet."),
    };

    private static IEnumerable<string> NamesOf(Type type) => Enum.GetNames(type).Select(WireName.Of);
}
