using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace CampaignFunctions.Core.Warehouse;

/// <summary>
/// One report file, read row by row (https://www.rfc-editor.org/rfc/rfc4180). Its shape is checked on every row; values are
/// parsed on rows of the accounts asked for only, so that nobody fails over, or gets to see, a row of somebody else's.
/// </summary>
internal sealed class CsvReport : IDisposable
{
    private const string NotUtf8 = "the bytes are not UTF-8; export the file as UTF-8, with or without a byte order mark.";

    private static readonly CsvReaderOptions Strict = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Separator = ',',
        HasHeader = false,
        IncludeValuesInExceptions = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        // A quote that is never closed would otherwise take the rest of the file into memory.
        MaxRecordSize = 1024 * 1024,
        PoolStrings = true,
        TrackLineNumbers = true,
    };

    private readonly string name;
    private readonly WarehouseQuery query;
    private readonly HashSet<WarehouseAccount> accounts;
    private readonly HashSet<string> accountIds;
    private readonly FileStream file;
    private readonly CsvReader reader;

    public CsvReport(string path, string name, WarehouseQuery query)
    {
        this.name = name;
        this.query = query;
        accounts = [.. query.Accounts];
        accountIds = query.Accounts.Select(account => account.AccountId).ToHashSet(StringComparer.Ordinal);

        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        reader = CsvReader.Create(file, Strict, leaveOpen: false);
    }

    public async IAsyncEnumerable<WarehouseRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await IsUtf16Async(cancellation))
            throw new WarehouseFaultException($"{name}, line 1: {NotUtf8}");
        if (!await NextAsync(cancellation))
            throw new WarehouseFaultException($"{name}: the file is empty; its first line must name the columns.");

        var columns = new CsvReportColumns(Header(), query.Level, Fault);
        while (await NextAsync(cancellation))
        {
            if (reader.FieldCount != columns.Width)
                throw Fault($"the row has {reader.FieldCount} cells, but the header has {columns.Width}; every row must have as many.");

            if (Own(columns) is { } row)
                yield return row;
        }
    }

    public void Dispose() => reader.Dispose();

    private string[] Header() => [.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetString(column).Trim())];

    private WarehouseRow? Own(CsvReportColumns columns)
    {
        var accountId = columns.AccountId(reader);
        if (!accountIds.Contains(accountId))
            return null;

        var platform = columns.Platform(reader);
        if (!accounts.Contains(new WarehouseAccount(platform, accountId)))
            return null;

        var day = columns.Day(reader);
        return day < query.From || day > query.To ? null : new WarehouseRow(
            day,
            platform,
            accountId,
            columns.ExternalId(reader),
            columns.Clicks(reader),
            columns.Impressions(reader),
            columns.Spend(reader),
            columns.Conversions(reader),
            columns.ConversionsValue(reader));
    }

    private async Task<bool> NextAsync(CancellationToken cancellation)
    {
        try
        {
            if (!await reader.ReadAsync(cancellation))
                return false;
        }
        catch (CsvFormatException exception)
        {
            throw new WarehouseFaultException($"{name}, line {exception.LineNumber}: the row is badly quoted, or longer than 1 MiB. A cell with quotes, commas or line breaks stands in double quotes, and quotes in it are doubled.", exception);
        }

        return Utf8.IsValid(reader.RawRecord) ? true : throw Fault(NotUtf8);
    }

    // The reader would take a byte order mark's word for it; the reports' encoding is one, so that no file depends on luck.
    private async Task<bool> IsUtf16Async(CancellationToken cancellation)
    {
        if (!file.CanSeek)
            return false;

        var mark = new byte[2];
        var length = await file.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, cancellation);
        file.Position = 0;
        return length == 2 && mark is [0xFF, 0xFE] or [0xFE, 0xFF];
    }

    private WarehouseFaultException Fault(string what) => new($"{name}, line {reader.LineNumber}: {what}");
}
