using CampaignFunctions.Core.Json;

namespace CampaignFunctions.Core.Exports;

public static class Export
{
    /// <summary>Reads as much as goes out at once, so that a query that fails until then does so before anything is answered.</summary>
    /// <param name="plural">The name of the list in JSON, such as <c>campaign_spaces</c>; the file is named after it.</param>
    /// <param name="format">CSV or JSON.</param>
    /// <param name="rows">A query that streams (AsAsyncEnumerable), as resources.</param>
    /// <param name="cancellation">Of the call that will write the export.</param>
    public static async Task<IExport> BeginAsync<T>(string plural, ExportFormat format, IAsyncEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var export = new Export<T>(plural, format, rows.GetAsyncEnumerator(cancellation));
        try
        {
            await export.ReadAsync();
            return export;
        }
        catch
        {
            await export.DisposeAsync();
            throw;
        }
    }
}

/// <summary>An export, as far as it has been read.</summary>
internal sealed class Export<T> : IExport, IAsyncDisposable
    where T : class
{
    private const int HandOnBytes = 64 * 1024;

    private readonly string plural;
    private readonly ExportFormat format;
    private readonly IAsyncEnumerator<T> rows;
    private readonly MemoryStream written = new();
    private readonly IExportWriter<T> writer;
    private bool isWhole;

    public Export(string plural, ExportFormat format, IAsyncEnumerator<T> rows)
    {
        this.plural = plural;
        this.format = format;
        this.rows = rows;
        writer = format == ExportFormat.Csv ? new CsvExportWriter<T>(written) : new JsonExportWriter<T>(written, plural);
        writer.Begin();
    }

    public string ContentType => format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";

    public string FileName => $"{plural.Replace('_', '-')}.{WireName.Of(format)}";

    public async Task WriteAsync(Stream target, CancellationToken cancellation)
    {
        await using var read = this;
        await HandOnAsync(target, cancellation);
        while (!isWhole)
        {
            await ReadAsync();
            await HandOnAsync(target, cancellation);
        }
    }

    /// <summary>Until there is enough to hand on, or all.</summary>
    public async Task ReadAsync()
    {
        while (written.Length < HandOnBytes && !isWhole)
        {
            if (await rows.MoveNextAsync())
            {
                writer.Write(rows.Current);
                continue;
            }

            writer.End();
            isWhole = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync();
        writer.Dispose();
        await written.DisposeAsync();
    }

    private async Task HandOnAsync(Stream target, CancellationToken cancellation)
    {
        await target.WriteAsync(written.GetBuffer().AsMemory(0, (int)written.Length), cancellation);
        written.SetLength(0);
    }
}
