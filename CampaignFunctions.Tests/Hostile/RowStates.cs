using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Database;
using Npgsql;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>A tenant's rows, column by column: which of them two moments differ in.</summary>
internal sealed class RowStates
{
    // Made of ids, which differ each time.
    private static readonly HashSet<string> MadeOfIds = new(StringComparer.Ordinal) { "object_name", "thumbnail_object", "resource_id", "details", "trace_id" };

    private readonly Dictionary<string, (string Table, JsonObject Row)> rows = new(StringComparer.Ordinal);
    private readonly ILookup<string, CatalogueColumn> columns;

    private RowStates(ILookup<string, CatalogueColumn> columns) => this.columns = columns;

    public static async Task<RowStates> ReadAsync(NpgsqlConnection superuser, Catalogue catalogue, string tenantId)
    {
        var states = new RowStates(catalogue.Columns.ToLookup(column => column.Table, StringComparer.Ordinal));
        foreach (var table in await TenantRows.TablesAsync(superuser))
        {
            var key = catalogue.Constraints.Single(constraint => constraint.Table == table && constraint.Kind == 'p').Columns;
            await using var command = new NpgsqlCommand($"select to_jsonb(one)::text from {table} as one where tenant_id = $1", superuser) { Parameters = { new() { Value = tenantId } } };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var row = JsonNode.Parse(reader.GetString(0))!.AsObject();
                states.rows[$"{table} {string.Join(' ', key.Select(column => row[column]))}"] = (table, row);
            }
        }

        return states;
    }

    /// <summary>What changed since then: of rows that were there the columns, of new ones the columns with their values, as far as those are not other ones each time.</summary>
    public SortedDictionary<string, JsonNode?> Since(RowStates before)
    {
        var changes = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (key, (table, row)) in rows)
        {
            foreach (var column in columns[table].Where(column => !column.IsGenerated && column.Name != "tenant_id"))
            {
                var value = row[column.Name];
                if (!before.rows.TryGetValue(key, out var earlier))
                    Tell(changes, $"new {table}.{column.Name}", column, value);
                else if (!JsonNode.DeepEquals(earlier.Row[column.Name], value))
                    changes[$"{table}.{column.Name}"] = value;
            }
        }

        foreach (var key in before.rows.Keys.Except(rows.Keys, StringComparer.Ordinal))
            changes[$"gone {key}"] = null;
        return changes;
    }

    /// <summary>What stands in a column of the row that an address names; null when it names none.</summary>
    public JsonNode? ValueOf(string table, string column, IReadOnlyDictionary<string, string> route) =>
        rows.Values.FirstOrDefault(row => row.Table == table && route.Values.Contains((string?)(row.Row["id"] ?? row.Row["tenant_id"]), StringComparer.Ordinal)).Row?[column];

    private static void Tell(SortedDictionary<string, JsonNode?> changes, string place, CatalogueColumn column, JsonNode? value)
    {
        if (MadeOfIds.Contains(column.Name))
            return;
        if (column.Name == "form" && value is JsonObject form)
        {
            foreach (var (name, member) in form)
                changes[$"{place}.{name}"] = member;
            return;
        }

        changes[place] = column.StoreType is "uuid" or "timestamp with time zone" or "bytea" && value is not null ? "set" : value;
    }
}
