using CampaignFunctions.Tests.Database;
using Npgsql;

namespace CampaignFunctions.Tests.Support;

/// <summary>A row of any table, past its foreign keys: any value a column takes will do, so that a new table needs no builder.</summary>
internal static class AnyRow
{
    public static async Task InsertAsync(NpgsqlConnection superuser, string table, string tenantId)
    {
        var columns = (await Catalogue.ReadAsync(superuser.ConnectionString)).Columns
            .Where(column => column.Table == table && column is { IsNullable: false, IsGenerated: false, HasDefault: false })
            .ToList();
        await using var command = new NpgsqlCommand(
            $"""
            begin; set local session_replication_role = replica;
            insert into {table} ({string.Join(", ", columns.Select(column => column.Name))}) values ({string.Join(", ", columns.Select(column => ValueOf(column, tenantId)))});
            commit;
            """,
            superuser);
        await command.ExecuteNonQueryAsync();
    }

    private static string ValueOf(CatalogueColumn column, string tenantId) => column switch
    {
        { Name: "tenant_id" } => $"'{tenantId}'",
        { Name: "currency" } => "'USD'",
        { StoreType: "text" } => $"'{Guid.CreateVersion7():N}'",
        { StoreType: "text[]" } => "'{}'",
        { StoreType: "uuid" } => $"'{Guid.CreateVersion7()}'",
        { StoreType: "jsonb" } => "'{}'",
        { StoreType: "bytea" } => $"'\\x{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))}'",
        { StoreType: "boolean" } => "false",
        { StoreType: "date" or "timestamp with time zone" } => "'2026-01-22'",
        _ => "1",
    };
}
