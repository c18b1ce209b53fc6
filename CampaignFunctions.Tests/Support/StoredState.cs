using CampaignFunctions.Tests.Support.Gcs;
using Npgsql;

namespace CampaignFunctions.Tests.Support;

/// <summary>What a tenant has stored: its rows, its counters and its objects, looked at behind the API's back.</summary>
internal sealed record StoredState(
    long Assets, long Files, long References, long Bytes, long UsedBytes, long FileCount, IReadOnlyList<string> RowObjects, IReadOnlyList<string> StoreObjects, IReadOnlyList<string> WrongCounters)
{
    public static Task<StoredState> OfAsync(RunningApi api, TenantApi tenant) =>
        OfAsync(TestDatabase.SuperuserConnectionString, api.ObjectsFolder, tenant.TenantId);

    public static Task<StoredState> OfAsync(string connectionString, string objectsFolder, string tenantId) =>
        OfAsync(connectionString, ObjectsOf(objectsFolder, tenantId), tenantId);

    public static Task<StoredState> OfAsync(string connectionString, GcsBucket bucket, string tenantId) =>
        OfAsync(connectionString, [.. bucket.Objects.Select(item => item.Name).Where(name => name.StartsWith($"t/{tenantId}/", StringComparison.Ordinal))], tenantId);

    private static async Task<StoredState> OfAsync(string connectionString, string[] objects, string tenantId)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select
              (select count(*) from campaign_assets where tenant_id = @tenant),
              (select count(*) from stored_files where tenant_id = @tenant),
              (select coalesce(sum(reference_count), 0)::bigint from stored_files where tenant_id = @tenant),
              (select coalesce(sum(size_bytes), 0)::bigint from stored_files where tenant_id = @tenant),
              coalesce((select storage_used_bytes from tenants where tenant_id = @tenant), 0),
              coalesce((select file_count from tenants where tenant_id = @tenant), 0),
              array(select object_name from stored_files where tenant_id = @tenant union all select thumbnail_object from stored_files where tenant_id = @tenant and thumbnail_object is not null),
              array(
                select 'file ' || id from stored_files as file where tenant_id = @tenant
                  and reference_count <> (select count(*) from campaign_assets as asset where asset.tenant_id = @tenant and asset.stored_file_id = file.id)
                union all
                select 'space ' || space.id || ': ' || asset_count || ' assets, ' || total_asset_size_bytes || ' bytes; counted ' || counted.assets || ', ' || counted.bytes
                from campaign_spaces as space, lateral (
                  select count(*) as assets, coalesce(sum(file.size_bytes), 0) as bytes
                  from campaign_assets as asset left join stored_files as file on file.tenant_id = asset.tenant_id and file.id = asset.stored_file_id
                  where asset.tenant_id = @tenant and asset.campaign_space_id = space.id and (asset.deleted_at is null or asset.deleted_with_space)) as counted
                where space.tenant_id = @tenant and (asset_count <> counted.assets or total_asset_size_bytes <> counted.bytes))
            """,
            connection)
        {
            Parameters = { new("tenant", tenantId) },
        };
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();

        return new StoredState(
            row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
            row.GetFieldValue<string[]>(6), objects, row.GetFieldValue<string[]>(7));
    }

    /// <summary>Rows, counters and objects say the same.</summary>
    public StoredState ExpectWhole()
    {
        Assert.Empty(WrongCounters);
        Assert.Equal((Bytes, Files), (UsedBytes, FileCount));
        Assert.Equal(RowObjects.Order(StringComparer.Ordinal), StoreObjects.Order(StringComparer.Ordinal));
        return this;
    }

    public void ExpectNothing()
    {
        ExpectWhole();
        Assert.Equal((0, 0, 0), (Assets, Files, StoreObjects.Count));
    }

    /// <summary>What is being written into the store, or was left half written.</summary>
    public static string[] Incoming(string objectsFolder)
    {
        var folder = Path.Combine(objectsFolder, "incoming");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    private static string[] ObjectsOf(string objectsFolder, string tenantId)
    {
        var folder = Path.Combine(objectsFolder, "t", tenantId);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(path => Path.GetRelativePath(objectsFolder, path))] : [];
    }
}
