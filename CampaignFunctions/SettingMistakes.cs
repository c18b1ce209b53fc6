using Microsoft.Extensions.Options;

namespace CampaignFunctions;

/// <summary>What is wrong with the settings, for whoever set them: a line for each that cannot be, and no stack.</summary>
internal static class SettingMistakes
{
    public const int ExitCode = 2;

    /// <summary>Empty when the exception is about something else.</summary>
    public static IReadOnlyList<string> In(Exception exception) => exception switch
    {
        OptionsValidationException mistakes => [.. mistakes.Failures],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) => [.. several.InnerExceptions.SelectMany(In)],
        _ => [],
    };
}
