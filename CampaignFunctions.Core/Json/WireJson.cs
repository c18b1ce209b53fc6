using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignFunctions.Core.Json;

/// <summary>The one way JSON is read and written: snake_case, strict on the way in, exact on the way out.</summary>
public static class WireJson
{
    /// <summary>How deep a request's objects and lists may stand in one another, itself included.</summary>
    public const int MaxDepth = 32;

    /// <summary>An answer holds what a request brought, a few levels further down.</summary>
    private const int MaxAnswerDepth = 2 * MaxDepth;

    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gives other options the same rules, so that a schema made with them says what is really read and written.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MaxAnswerDepth;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WireEnumConverterFactory());
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new DayConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
