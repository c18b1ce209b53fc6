using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// The database for what is written beside a transaction that may be open: to be seen at once, whatever becomes of that one. It has a
/// pool of its own: who holds a connection and waits for another of the same pool may be waiting for others who do so too.
/// </summary>
public sealed class SideConnections(IServiceProvider services) : IDisposable, IAsyncDisposable
{
    private readonly NpgsqlDataSource source = CampaignDataSource.OfSide(services.GetRequiredService<IOptions<DatabaseOptions>>().Value);
    private PooledDbContextFactory<CampaignDb>? contexts;

    /// <summary>The caller's to dispose of.</summary>
    internal CampaignDb OpenFor(TenantContext tenant) => Contexts().CreateDbContext().For(tenant);

    public void Dispose() => source.Dispose();

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private PooledDbContextFactory<CampaignDb> Contexts() => LazyInitializer.EnsureInitialized(
        ref contexts,
        () => new PooledDbContextFactory<CampaignDb>(new DbContextOptionsBuilder<CampaignDb>().UseApplicationServiceProvider(services).UseCampaigns(source).Options));
}
