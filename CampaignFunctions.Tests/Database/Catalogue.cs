using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

/// <summary>What PostgreSQL says the schema is, after migration.</summary>
internal sealed record Catalogue(
    IReadOnlyList<CatalogueColumn> Columns, IReadOnlyList<CatalogueConstraint> Constraints, IReadOnlyList<CatalogueIndex> Indexes)
{
    public const string History = "__EFMigrationsHistory";

    public IEnumerable<string> Tables => Columns.Select(column => column.Table).Distinct(StringComparer.Ordinal);

    public static async Task<Catalogue> ReadAsync(string? connectionString = null)
    {
        await TestDatabase.MigrateAsync();
        await using var source = NpgsqlDataSource.Create(connectionString ?? TestDatabase.OwnerConnectionString);

        var columns = await ReadAsync(
            source,
            """
            select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull, a.attgenerated <> '', a.atthasdef
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
            order by c.relname, a.attnum
            """,
            row => new CatalogueColumn(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5)));
        var constraints = await ReadAsync(
            source,
            """
            select c.relname, k.conname, k.contype::text, f.relname, k.confdeltype::text,
              array(select a.attname::text from unnest(k.conkey) with ordinality as n(number, place) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.number order by n.place),
              array(select a.attname::text from unnest(k.confkey) with ordinality as n(number, place) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.number order by n.place)
            from pg_constraint k join pg_class c on c.oid = k.conrelid left join pg_class f on f.oid = k.confrelid
            where c.relnamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f', 'x') and not c.relispartition
            """,
            row => new CatalogueConstraint(row.GetString(0), row.GetString(1), row.GetString(2)[0], row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4)[0], row.GetFieldValue<string[]>(5), row.GetFieldValue<string[]>(6)));
        var indexes = await ReadAsync(
            source,
            """
            select t.relname, i.relname, x.indisunique, coalesce(k.contype = 'x', false),
              array(select pg_get_indexdef(x.indexrelid, place, true) from generate_series(1, x.indnkeyatts) as place)
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid left join pg_constraint k on k.conindid = i.oid and k.conrelid = t.oid
            where t.relnamespace = 'public'::regnamespace and not t.relispartition
            """,
            row => new CatalogueIndex(row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3), row.GetFieldValue<string[]>(4)));

        return new Catalogue(columns, constraints, indexes);
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync())
            all.Add(read(rows));
        return all;
    }
}

internal sealed record CatalogueColumn(string Table, string Name, string StoreType, bool IsNullable, bool IsGenerated, bool HasDefault);

/// <summary>Kind as in pg_constraint: p, u, f, x. OnDelete likewise: a, c, n …</summary>
internal sealed record CatalogueConstraint(
    string Table, string Name, char Kind, string? References, char OnDelete, IReadOnlyList<string> Columns, IReadOnlyList<string> ReferencedColumns);

internal sealed record CatalogueIndex(string Table, string Name, bool IsUnique, bool IsExclusion, IReadOnlyList<string> Columns);
