using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;

namespace CampaignFunctions.Tests.Support;

/// <summary>
/// A dataset in PostgreSQL, and GoogleSQL queries on it, as far as both languages agree once a few spellings are changed. So what a query adds up is
/// proven, and that it is GoogleSQL is not; where the translation doesn't do, PostgreSQL refuses the query.
/// Tables are made with names in quotes and columns without. A wildcard table takes a row's segments_date for its partition.
/// </summary>
internal sealed partial class BigQueryTables : IAsyncDisposable
{
    private readonly string schema = $"bigquery_{Guid.CreateVersion7():N}";

    private BigQueryTables()
    {
    }

    public static async Task<BigQueryTables> CreateAsync()
    {
        var tables = new BigQueryTables();
        await tables.ExecuteAsync($"create schema {tables.schema}");
        return tables;
    }

    /// <summary>Makes tables and rows: any statements of PostgreSQL.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Evaluates a query, or only describes its result.</summary>
    /// <exception cref="BigQueryRefusal">As BigQuery would put it.</exception>
    public async Task<BigQueryAnswer> QueryAsync(string sql, JsonArray parameters, bool describeOnly)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(await TranslateAsync(sql, connection), connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(Parameter(parameter!));

        try
        {
            await using var reader = await command.ExecuteReaderAsync(describeOnly ? System.Data.CommandBehavior.SchemaOnly : System.Data.CommandBehavior.Default);
            // Pseudo columns are not part of *.
            var columns = Enumerable.Range(0, reader.FieldCount).Where(column => !reader.GetName(column).StartsWith('_')).ToList();
            var answer = new BigQueryAnswer([.. columns.Select(column => (reader.GetName(column), TypeOf(reader.GetDataTypeName(column))))]);
            while (!describeOnly && await reader.ReadAsync())
                answer.Rows.Add([.. columns.Select(column => reader.IsDBNull(column) ? null : Cell(reader.GetValue(column)))]);

            return answer;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedColumn)
        {
            var name = NamePattern().Match(exception.MessageText).Groups["name"].Value;
            throw new BigQueryRefusal(400, "invalidQuery", $"Unrecognized name: {name} at [7:3]");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedFunction)
        {
            throw new BigQueryRefusal(400, "invalidQuery", $"No matching signature: {exception.MessageText}");
        }
        catch (PostgresException exception) when (exception.SqlState.StartsWith("42", StringComparison.Ordinal))
        {
            throw new BigQueryRefusal(400, "invalidQuery", $"Syntax error: {exception.MessageText}");
        }
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"drop schema {schema} cascade");

    private async Task<NpgsqlConnection> OpenAsync()
    {
        await TestDatabase.MigrateAsync();
        var connection = new NpgsqlConnection(TestDatabase.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"set search_path to {schema}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<string> TranslateAsync(string sql, NpgsqlConnection connection)
    {
        foreach (var table in TablePattern().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal))
            sql = sql.Replace(table, await TableAsync(table.Trim('`'), connection), StringComparison.Ordinal);

        sql = UnnestPattern().Replace(sql, "= ANY(@${name})");
        sql = TimestampPattern().Replace(sql, "CAST(@${name} AS timestamp)");
        return sql
            .Replace(" AS STRING)", " AS text)", StringComparison.Ordinal)
            .Replace(" AS INT64)", " AS bigint)", StringComparison.Ordinal)
            .Replace(" AS FLOAT64)", " AS double precision)", StringComparison.Ordinal);
    }

    private async Task<string> TableAsync(string name, NpgsqlConnection connection)
    {
        const string prefix = $"{BigQueryServer.Project}.{BigQueryServer.Dataset}.";
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
            throw new BigQueryRefusal(404, "notFound", $"Not found: Dataset {name} was not found in location {BigQueryServer.Location}");

        var table = name[prefix.Length..];
        var isWildcard = table.EndsWith('*');
        var parts = await PartsAsync(table.TrimEnd('*'), isWildcard, connection);
        return (isWildcard, parts) switch
        {
            (true, []) => throw new BigQueryRefusal(400, "invalid", $"{BigQueryServer.Project}:{BigQueryServer.Dataset}.{table} does not match any table."),
            (false, []) => throw new BigQueryRefusal(404, "notFound", $"Not found: Table {BigQueryServer.Project}:{BigQueryServer.Dataset}.{table} was not found in location {BigQueryServer.Location}"),
            (true, _) => $"({string.Join(" union all ", parts.Select(part => $"select *, '{part.Name[(table.Length - 1)..]}' as _table_suffix, {part.Day} as _partitiontime from \"{part.Name}\""))}) as wildcard",
            _ => $"\"{table}\"",
        };
    }

    private async Task<List<(string Name, string Day)>> PartsAsync(string prefix, bool isWildcard, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select t.table_name, exists (
              select from information_schema.columns as c where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = 'segments_date')
            from information_schema.tables as t
            where t.table_schema = $1 and case when $3 then starts_with(t.table_name, $2) else t.table_name = $2 end
            order by t.table_name
            """,
            connection)
        {
            Parameters = { new() { Value = schema }, new() { Value = prefix }, new() { Value = isWildcard } },
        };
        var parts = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            parts.Add((reader.GetString(0), reader.GetBoolean(1) ? "segments_date::timestamp" : "null::timestamp"));
        return parts;
    }

    private static NpgsqlParameter Parameter(JsonNode parameter)
    {
        var (type, value) = ((string?)parameter["parameterType"]!["type"], parameter["parameterValue"]!);
        return new NpgsqlParameter((string)parameter["name"]!, type switch
        {
            "STRING" => (string)value["value"]!,
            "DATE" => DateOnly.ParseExact((string)value["value"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            "ARRAY" when (string?)parameter["parameterType"]!["arrayType"]!["type"] == "STRING" => value["arrayValues"]!.AsArray().Select(item => (string)item!["value"]!).ToArray(),
            _ => throw new BigQueryRefusal(400, "invalid", $"A parameter of type {type}."),
        });
    }

    // What PostgreSQL makes of a sum of whole numbers is a decimal; BigQuery answers with a whole number. The product takes both.
    private static string TypeOf(string dataType) => dataType switch
    {
        "bigint" or "integer" => "INTEGER",
        "double precision" => "FLOAT",
        "date" => "DATE",
        "timestamp without time zone" => "DATETIME",
        "timestamp with time zone" => "TIMESTAMP",
        "boolean" => "BOOLEAN",
        _ when dataType.StartsWith("numeric", StringComparison.Ordinal) => "NUMERIC",
        _ => "STRING",
    };

    private static string Cell(object value) => value switch
    {
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime day when day.TimeOfDay == TimeSpan.Zero => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex("`[^`]+`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TablePattern();

    [GeneratedRegex(@"IN UNNEST\(@(?<name>\w+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnnestPattern();

    [GeneratedRegex(@"TIMESTAMP\(@(?<name>\w+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimestampPattern();

    [GeneratedRegex("column \"?(?<name>[^\" ]+)\"?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}

/// <summary>A result: its columns, with the API's names for their types, and its cells as texts.</summary>
internal sealed record BigQueryAnswer(IReadOnlyList<(string Name, string Type)> Columns)
{
    public List<string?[]> Rows { get; } = [];

    public BigQueryAnswer Row(params string?[] cells)
    {
        Rows.Add(cells);
        return this;
    }

    public JsonObject Schema() => new()
    {
        ["fields"] = new JsonArray([.. Columns.Select(column => (JsonNode)new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["mode"] = "NULLABLE" })]),
    };
}

/// <summary>An error answer of BigQuery.</summary>
internal sealed class BigQueryRefusal(int status, string reason, string message) : Exception(message)
{
    public BigQueryFault Fault => BigQueryFault.Error(status, reason, Message);
}
