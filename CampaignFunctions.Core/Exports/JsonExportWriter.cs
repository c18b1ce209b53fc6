using System.Text.Json;
using CampaignFunctions.Core.Json;

namespace CampaignFunctions.Core.Exports;

/// <summary><c>{"campaign_spaces":[…],"total":n}</c>, n counted while writing.</summary>
internal sealed class JsonExportWriter<T>(Stream target, string plural) : IExportWriter<T>
{
    private readonly Utf8JsonWriter json = new(target, new JsonWriterOptions { Encoder = WireJson.Options.Encoder });
    private long total;

    public void Begin()
    {
        json.WriteStartObject();
        json.WriteStartArray(plural);
    }

    public void Write(T row)
    {
        JsonSerializer.Serialize(json, row, WireJson.Options);
        json.Flush();
        total++;
    }

    public void End()
    {
        json.WriteEndArray();
        json.WriteNumber("total", total);
        json.WriteEndObject();
        json.Flush();
    }

    public void Dispose() => json.Dispose();
}
