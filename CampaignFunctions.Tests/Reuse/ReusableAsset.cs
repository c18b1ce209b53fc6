using CampaignFunctions.Core.Time;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Reuse;

/// <summary>An asset and its reuses as rows, set up behind the API's back: many at once, and with times a clock would not give.</summary>
internal sealed record ReusableAsset
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string AssetName { get; init; } = "Hero image";
    public string AssetType { get; init; } = "image";
    public long Impressions { get; init; }
    public long Clicks { get; init; }
    public decimal Conversions { get; init; }
    public bool IsDeleted { get; init; }
    public IReadOnlyList<DateTimeOffset> Reuses { get; init; } = [];

    public DateTimeOffset? LastReusedAt => Reuses.Count == 0 ? null : Reuses.Max();

    /// <summary>One asset, in a space of its own.</summary>
    public static async Task<Guid> AddAsync(TenantApi tenant, params DateTimeOffset[] reuses)
    {
        var asset = new ReusableAsset { Reuses = reuses };
        await AddAsync(tenant, (await tenant.ASpaceAsync()).Id, [asset]);
        return asset.Id;
    }

    public static async Task AddAsync(TenantApi tenant, Guid spaceId, IEnumerable<ReusableAsset> assets)
    {
        await using var database = await TestDatabase.OpenAsync();
        await using var batch = new NpgsqlBatch(database);
        foreach (var asset in assets)
        {
            batch.BatchCommands.Add(Row(tenant.TenantId, spaceId, asset));
            batch.BatchCommands.Add(Events(tenant.TenantId, asset));
        }

        await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand Row(string tenantId, Guid spaceId, ReusableAsset asset) =>
        new(
            """
            insert into campaign_assets
              (tenant_id, id, campaign_space_id, asset_name, asset_type, tags, impressions, clicks, conversions, performance_data,
               platform_metadata, platform_variants, reused_count, last_reused_at, import_metadata, created_at, updated_at, deleted_at)
            values ($1, $2, $3, $4, $5, '{}', $6, $7, $8, '{}', '{}', '{}', $9, $10, '{}', now(), now(), case when $11 then now() end)
            """)
        {
            Parameters =
            {
                new() { Value = tenantId },
                new() { Value = asset.Id },
                new() { Value = spaceId },
                new() { Value = asset.AssetName },
                new() { Value = asset.AssetType },
                new() { Value = asset.Impressions },
                new() { Value = asset.Clicks },
                new() { Value = asset.Conversions },
                new() { Value = (long)asset.Reuses.Count },
                new NpgsqlParameter<DateTimeOffset?> { TypedValue = asset.LastReusedAt },
                new() { Value = asset.IsDeleted },
            },
        };

    private static NpgsqlBatchCommand Events(string tenantId, ReusableAsset asset) =>
        new(
            """
            insert into reuse_events (tenant_id, asset_id, id, reused_at, reused_in_type, reused_in_name, reuse_context)
            select $1, $2, event.id, event.reused_at, 'landing_page', 'Landing page', '{}'
            from unnest($3::uuid[], $4::timestamptz[]) as event(id, reused_at)
            """)
        {
            Parameters =
            {
                new() { Value = tenantId },
                new() { Value = asset.Id },
                new() { Value = asset.Reuses.Select(TimeOrderedId.At).ToArray() },
                new() { Value = asset.Reuses.ToArray() },
            },
        };
}
