using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.DirectUploads;
using CampaignFunctions.Core.Idempotency;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Reuse;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Storage;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// The database as one tenant sees it. Every query passes the tenant filter and every save the tenant guard,
/// so no operation has to remember either.
/// </summary>
public sealed class CampaignDb(DbContextOptions<CampaignDb> options) : DbContext(options)
{
    private TenantContext? tenant;

    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<CampaignSpace> CampaignSpaces => Set<CampaignSpace>();
    public DbSet<CampaignAsset> CampaignAssets => Set<CampaignAsset>();
    public DbSet<StoredFile> StoredFiles => Set<StoredFile>();
    public DbSet<ReuseEvent> ReuseEvents => Set<ReuseEvent>();
    public DbSet<DailyPerformance> PerformanceDaily => Set<DailyPerformance>();
    public DbSet<AdAccount> AdAccounts => Set<AdAccount>();
    public DbSet<SyncRun> SyncRuns => Set<SyncRun>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<DirectUpload> DirectUploads => Set<DirectUpload>();
    public DbSet<UnsettledEvent> UnsettledEvents => Set<UnsettledEvent>();
    public DbSet<StorageReservation> StorageReservations => Set<StorageReservation>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    /// <summary>The tenant of the invocation this context serves; asking before it is known is a bug and throws.</summary>
    public string TenantId => (tenant ?? throw new InvalidOperationException("This context was not given a tenant.")).TenantId;

    /// <summary>What is open now: the whole, or its innermost part.</summary>
    internal CampaignTransaction? Transaction { get; set; }

    /// <summary>Whether a command failed on the connection that is open now. See <see cref="FailedCommands"/>.</summary>
    internal bool HasFailedCommand { get; set; }

    /// <summary>Whether a tenant is known; without one the database shows no rows.</summary>
    internal bool ActsForTenant => tenant is { IsSet: true };

    /// <summary>The campaign spaces, to be filtered by words, tags or likeness, whose indexes are out of reach under the table's policy.</summary>
    internal IQueryable<CampaignSpace> SearchableSpaces => CampaignSpaces.FromSql($"select * from campaign_spaces_of_tenant");

    /// <inheritdoc cref="SearchableSpaces"/>
    internal IQueryable<CampaignAsset> SearchableAssets => CampaignAssets.FromSql($"select * from campaign_assets_of_tenant");

    /// <summary>search_query(text) of the schema; only inside a query.</summary>
    internal static NpgsqlTsQuery SearchQuery(string words) => throw new NotSupportedException("Only inside a query.");

    /// <summary>Contexts are pooled, so each lease says anew whom it serves.</summary>
    internal CampaignDb For(TenantContext context)
    {
        tenant = context;
        Transaction = null;
        return this;
    }

    /// <summary>Back to the pool, knowing nobody.</summary>
    public override void Dispose()
    {
        tenant = null;
        base.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public override ValueTask DisposeAsync()
    {
        tenant = null;
        return base.DisposeAsync();
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync: nothing blocks.");

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.RefuseRowsOfOtherTenants(TenantId);
        ChangeTracker.RefuseUncountedChanges();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CampaignDb).Assembly);
        modelBuilder.FilterByTenant(this);
        modelBuilder.HasDbFunction(() => SearchQuery(string.Empty)).HasName("search_query");

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.FindAnnotation("Relational:ColumnName") is null)
                property.SetColumnName(WireName.Of(property.Name));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.StoreEnumsByName();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }
}
