using System.Globalization;

namespace CampaignFunctions.Core.Results;

/// <summary>Entity tags, made of the versions of the rows a resource is read from.</summary>
public static class ETag
{
    public static string Of(uint version) => string.Create(CultureInfo.InvariantCulture, $"\"{version:x}\"");

    public static string Of(uint version, uint? second) =>
        second is null ? Of(version) : string.Create(CultureInfo.InvariantCulture, $"\"{version:x}-{second:x}\"");
}
