using System.Text.Json;

namespace CampaignFunctions.Core.Json;

/// <summary>Names as the contract and the database spell them: <c>GoogleAds</c> is <c>google_ads</c>.</summary>
public static class WireName
{
    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    public static bool TryParse<TEnum>(string name, out TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByName.TryGetValue(name, out value);

    public static TEnum Parse<TEnum>(string name)
        where TEnum : struct, Enum => Names<TEnum>.ByName[name];

    /// <summary>All names of an enumeration, for messages and schemas.</summary>
    public static IReadOnlyCollection<string> All<TEnum>()
        where TEnum : struct, Enum => Names<TEnum>.ByName.Keys;

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue = Enum.GetValues<TEnum>().ToDictionary(value => value, value => Of(value.ToString()));
        public static readonly Dictionary<string, TEnum> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
