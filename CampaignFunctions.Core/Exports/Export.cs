using CampaignFunctions.Core.Json;

namespace CampaignFunctions.Core.Exports;

public static class Export
{
    /// <summary>Reads the first row, so that a query that fails does so before anything is answered.</summary>
    /// <param name="plural">The name of the list in JSON, such as <c>campaign_spaces</c>; the file is named after it.</param>
    /// <param name="format">CSV or JSON.</param>
    /// <param name="rows">A query that streams (AsAsyncEnumerable), as resources.</param>
    /// <param name="cancellation">Of the call that will write the export.</param>
    public static async Task<IExport> BeginAsync<T>(string plural, ExportFormat format, IAsyncEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var enumerator = rows.GetAsyncEnumerator(cancellation);
        try
        {
            return new Export<T>(plural, format, enumerator, await enumerator.MoveNextAsync());
        }
        catch
        {
            await enumerator.DisposeAsync();
            throw;
        }
    }
}

/// <summary>An export, standing at its first row if there is any.</summary>
internal sealed class Export<T>(string plural, ExportFormat format, IAsyncEnumerator<T> rows, bool any) : IExport
    where T : class
{
    private const int HandOnBytes = 64 * 1024;

    public string ContentType => format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";

    public string FileName => $"{plural.Replace('_', '-')}.{WireName.Of(format)}";

    public async Task WriteAsync(Stream target, CancellationToken cancellation)
    {
        await using var read = rows;
        using var written = new MemoryStream();
        using IExportWriter<T> writer = format == ExportFormat.Csv ? new CsvExportWriter<T>(written) : new JsonExportWriter<T>(written, plural);

        writer.Begin();
        for (var more = any; more; more = await rows.MoveNextAsync())
        {
            writer.Write(rows.Current);
            if (written.Length >= HandOnBytes)
                await HandOnAsync(written, target, cancellation);
        }

        writer.End();
        await HandOnAsync(written, target, cancellation);
    }

    private static async Task HandOnAsync(MemoryStream written, Stream target, CancellationToken cancellation)
    {
        await target.WriteAsync(written.GetBuffer().AsMemory(0, (int)written.Length), cancellation);
        written.SetLength(0);
    }
}
