using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Lists;
using CsvHelper;

namespace CampaignFunctions.Core.Exports;

/// <summary>
/// CSV as RFC 4180 has it (https://www.rfc-editor.org/rfc/rfc4180). A column per member of the resource, under its name;
/// texts of a list joined as <see cref="CommaSeparated"/> has it, JSON as it is. A text that a spreadsheet would compute gets an apostrophe in front
/// (https://owasp.org/www-community/attacks/CSV_Injection).
/// </summary>
internal sealed class CsvExportWriter<T>(Stream target) : IExportWriter<T>
    where T : class
{
    private static readonly JsonPropertyInfo[] Columns =
        [.. WireJson.Options.GetTypeInfo(typeof(T)).Properties.Where(property => property.Get is not null)];

    private static readonly CsvWriterOptions Options = new()
    {
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
    };

    private readonly CsvWriter csv = CsvWriter.Create(target, Options, leaveOpen: true);

    public void Begin()
    {
        foreach (var column in Columns)
            csv.WriteField(column.Name);
        csv.EndRecord();
    }

    public void Write(T row)
    {
        foreach (var column in Columns)
            csv.WriteField(TextOf(column.Get!(row)));
        csv.EndRecord();
        csv.Flush();
    }

    public void End() => csv.Flush();

    public void Dispose() => csv.Dispose();

    // As in JSON, without the quotes.
    private static string TextOf(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        IEnumerable<string> texts => CommaSeparated.Join(texts),
        JsonElement json => json.GetRawText(),
        _ => JsonSerializer.Serialize(value, value.GetType(), WireJson.Options).Trim('"'),
    };
}
