using Npgsql;

namespace CampaignFunctions.Tests.Support;

/// <summary>Rows set up behind the API's back, as the superuser.</summary>
internal static class TestRows
{
    public static async Task<int> ExecuteAsync(string sql, params (string Name, object Value)[] parameters)
    {
        await using var connection = await TestDatabase.OpenAsync();
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<T?> ScalarAsync<T>(string sql, params (string Name, object Value)[] parameters)
    {
        await using var connection = await TestDatabase.OpenAsync();
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>A file of the tenant that nothing refers to yet.</summary>
    public static async Task<Guid> AFileAsync(this TenantApi tenant, long sizeBytes)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            """
            insert into stored_files (tenant_id, id, sha256, object_name, size_bytes, mime_type, media_metadata, state, reference_count, created_at)
            values (@tenant, @id, sha256(@id::text::bytea), 't/' || @tenant || '/' || @id, @size, 'image/png', '{}', 'ready', 0, now());
            insert into tenants (tenant_id, storage_used_bytes, file_count, created_at, updated_at) values (@tenant, @size, 1, now(), now())
            on conflict (tenant_id) do update set storage_used_bytes = tenants.storage_used_bytes + @size, file_count = tenants.file_count + 1
            """,
            ("tenant", tenant.TenantId), ("id", id), ("size", sizeBytes));
        return id;
    }

    /// <summary>An asset of the space, with the counters that follow from it.</summary>
    public static async Task<Guid> AnAssetRowAsync(
        this TenantApi tenant, Guid spaceId, string assetName = "Hero", string assetType = "headline", Guid? fileId = null, long reusedCount = 0, bool isDuplicateAllowed = false)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            """
            insert into campaign_assets (
              tenant_id, id, campaign_space_id, asset_name, asset_type, stored_file_id, is_duplicate_allowed, title, ad_copy_text, tags, external_asset_id,
              impressions, clicks, conversions, spend, revenue, performance_data, platform_metadata, platform_variants, reused_count, last_reused_at,
              import_metadata, created_at, updated_at)
            values (
              @tenant, @id, @space, @name, @type, @file, @duplicate, 'A title', 'Buy now', '{hero,summer}', 'ad-1',
              1000, 10, 2.5, 3.5, 9, '{"score": 1}', '{"format": "feed"}', '{"meta": {"ratio": "1:1"}}', @reused, now(),
              '{"row": 7}', now(), now());
            update stored_files set reference_count = reference_count + 1 where tenant_id = @tenant and id = @file;
            update campaign_spaces set
              asset_count = asset_count + 1,
              total_asset_size_bytes = total_asset_size_bytes + coalesce((select size_bytes from stored_files where tenant_id = @tenant and id = @file), 0)
            where tenant_id = @tenant and id = @space
            """,
            ("tenant", tenant.TenantId), ("id", id), ("space", spaceId), ("name", assetName), ("type", assetType),
            ("file", (object?)fileId ?? DBNull.Value), ("duplicate", isDuplicateAllowed), ("reused", reusedCount));
        return id;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, (string Name, object Value)[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
            command.Parameters.Add(value is DBNull ? new NpgsqlParameter(name, NpgsqlTypes.NpgsqlDbType.Uuid) { Value = value } : new NpgsqlParameter(name, value));
        return command;
    }
}
