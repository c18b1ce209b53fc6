using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Settings;

/// <summary>
/// The Values of local.settings.json, named as environment variables are ("Sync__Schedule" is the setting Sync:Schedule), and its
/// Host section, which is the host's own.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file</remarks>
internal static class LocalSettings
{
    /// <summary>Names another file; empty reads none.</summary>
    public const string FileSetting = "FunctionsHost:LocalSettings";

    private const string FileName = "local.settings.json";

    public static Dictionary<string, string?> Read(string? file)
    {
        if ((file ?? Find()) is not { Length: > 0 } path)
            return [];

        var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).Build();

        return settings.GetSection("Values").AsEnumerable(makePathsRelative: true)
            .Concat(settings.GetSection("Host").AsEnumerable())
            .Where(value => value.Value is not null)
            .ToDictionary(value => value.Key.Replace("__", ":", StringComparison.Ordinal), value => value.Value, StringComparer.OrdinalIgnoreCase);
    }

    private static string? Find() =>
        Array.Find([Path.GetFullPath(FileName), Path.Combine(AppContext.BaseDirectory, FileName)], File.Exists);
}
