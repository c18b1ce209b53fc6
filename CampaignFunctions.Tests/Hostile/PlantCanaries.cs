using System.Security.Cryptography;
using System.Text;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// Puts a canary into every column of a tenant's rows that holds words of its own, and into its files. Columns are found in the
/// catalogue, so that those of a new table are among them without anybody thinking of it.
/// </summary>
internal static class PlantCanaries
{
    // What the product makes or compares, rather than keeps: a canary there would break the row, not mark it.
    private static readonly HashSet<string> NotWords = new(StringComparer.Ordinal)
    {
        "currency", "object_name", "thumbnail_object", "mime_type", "thumbnail_mime_type",
    };

    /// <summary>Column → what stands there now.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> InRowsAsync(NpgsqlConnection superuser, CampaignDb db, string tenantId, Canaries canaries)
    {
        var catalogue = await Catalogue.ReadAsync(superuser.ConnectionString);
        var keys = catalogue.Constraints.SelectMany(key => key.Columns.Select(column => (key.Table, column)))
            .Concat(catalogue.Indexes.Where(index => index.IsUnique).SelectMany(index => index.Columns.Select(column => (index.Table, column))))
            .ToHashSet();
        var planted = new SortedDictionary<string, string>(StringComparer.Ordinal);

        await using var transaction = await superuser.BeginTransactionAsync();
        await ExecuteAsync(superuser, "set local session_replication_role = replica");
        foreach (var column in catalogue.Columns.Where(column => column.Table != Catalogue.History && !column.IsGenerated && !keys.Contains((column.Table, column.Name))))
        {
            if (NotWords.Contains(column.Name) || IsEnumeration(db.Model, column) || column.StoreType is not ("text" or "text[]" or "jsonb"))
                continue;

            var place = $"{column.Table}.{column.Name}";
            var words = $"word {canaries.Plant(place)}";
            await using var plant = new NpgsqlCommand(Statement(column), superuser) { Parameters = { new() { Value = tenantId }, new() { Value = words } } };
            if (await plant.ExecuteNonQueryAsync() > 0)
                planted[place] = words;
        }

        await transaction.CommitAsync();
        return planted;
    }

    /// <summary>In place of the bytes of every file of the tenant, thumbnails too. Nobody else has a file of these bytes.</summary>
    public static async Task InFilesAsync(NpgsqlConnection superuser, string objectsFolder, string tenantId, Canaries canaries)
    {
        var files = Directory.EnumerateFiles(objectsFolder, "*", SearchOption.AllDirectories).Where(file => file.Contains(tenantId, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var bytes = Encoding.ASCII.GetBytes($"bytes of {canaries.Plant("a file's bytes")}");
            await File.WriteAllBytesAsync(file, bytes);
            await using var rehash = new NpgsqlCommand("update stored_files set sha256 = $3 where tenant_id = $1 and object_name = $2", superuser)
            {
                Parameters = { new() { Value = tenantId }, new() { Value = Path.GetRelativePath(objectsFolder, file) }, new() { Value = SHA256.HashData(bytes) } },
            };
            await rehash.ExecuteNonQueryAsync();
        }
    }

    private static string Statement(CatalogueColumn column) => column.StoreType switch
    {
        "text" => $"update {column.Table} set {column.Name} = $2 where tenant_id = $1",
        "text[]" => $"update {column.Table} set {column.Name} = array[$2] where tenant_id = $1",
        // Shaped like the changes of an audit event, which free members may be shaped like, too.
        _ => $"update {column.Table} set {column.Name} = {column.Name} || jsonb_build_object('note', jsonb_build_object('from', $2::text, 'to', $2::text)) where tenant_id = $1 and jsonb_typeof({column.Name}) = 'object'",
    };

    private static bool IsEnumeration(IModel model, CatalogueColumn column) =>
        model.GetEntityTypes().Where(entity => entity.GetTableName() == column.Table)
            .SelectMany(entity => entity.GetProperties())
            .Any(property => property.GetColumnName() == column.Name && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
