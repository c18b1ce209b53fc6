using Npgsql;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>All rows of a tenant, in every table the catalogue has, as one digest a table.</summary>
internal static class TenantRows
{
    /// <summary>Table → how many rows, and their digest. With each row goes the transaction that wrote it: the same values written again are a change.</summary>
    public static async Task<SortedDictionary<string, string>> DigestAsync(NpgsqlConnection superuser, string tenantId)
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in await TablesAsync(superuser))
        {
            await using var command = new NpgsqlCommand(
                $"select count(*) || ' rows, ' || md5(coalesce(string_agg(row::text || ' ' || row.xmin::text, E'\\n' order by row::text collate \"C\"), '')) from {table} as row where row.tenant_id = $1", superuser)
            {
                Parameters = { new() { Value = tenantId } },
            };
            digests[table] = (string)(await command.ExecuteScalarAsync())!;
        }

        return digests;
    }

    /// <summary>Each row as text, and what stands in its bytes.</summary>
    public static async IAsyncEnumerable<(string Table, string Text)> TextsAsync(NpgsqlConnection superuser, string tenantId)
    {
        var bytes = (await ColumnsAsync(superuser, "bytea")).ToLookup(column => column.Table, column => column.Column, StringComparer.Ordinal);
        foreach (var table in await TablesAsync(superuser))
        {
            var texts = string.Concat(bytes[table].Select(column => $", encode({column}, 'escape')"));
            await using var command = new NpgsqlCommand($"select concat_ws(' ', row::text{texts}) from {table} as row where tenant_id = $1", superuser) { Parameters = { new() { Value = tenantId } } };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                yield return (table, reader.GetString(0));
        }
    }

    public static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlConnection superuser)
    {
        await using var command = new NpgsqlCommand(
            """
            select quote_ident(c.relname) from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
            order by 1
            """,
            superuser);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        return tables;
    }

    /// <summary>Every id in the tenant's rows.</summary>
    public static async Task<IReadOnlySet<Guid>> IdsAsync(NpgsqlConnection superuser, string tenantId)
    {
        var ids = new HashSet<Guid>();
        foreach (var (table, column) in await ColumnsAsync(superuser, "uuid"))
        {
            await using var command = new NpgsqlCommand($"select distinct {column} from {table} where tenant_id = $1 and {column} is not null", superuser) { Parameters = { new() { Value = tenantId } } };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>The columns of tenants' tables that have this type, but for generated ones.</summary>
    public static async Task<IReadOnlyList<(string Table, string Column)>> ColumnsAsync(NpgsqlConnection superuser, string type)
    {
        await using var command = new NpgsqlCommand(
            """
            select quote_ident(c.relname), quote_ident(a.attname) from pg_attribute a join pg_class c on c.oid = a.attrelid
            where quote_ident(c.relname) = any($1) and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
              and format_type(a.atttypid, null) = $2
            order by 1, 2
            """,
            superuser)
        {
            Parameters = { new() { Value = (await TablesAsync(superuser)).ToArray() }, new() { Value = type } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<(string, string)>();
        while (await reader.ReadAsync())
            columns.Add((reader.GetString(0), reader.GetString(1)));
        return columns;
    }
}
