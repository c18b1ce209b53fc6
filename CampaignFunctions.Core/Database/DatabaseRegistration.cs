using CampaignFunctions.Core.Settings;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignFunctions.Core.Database;

public static class DatabaseRegistration
{
    private static readonly IInterceptor[] Interceptors = [new TenantSession(), new FailedCommands()];

    /// <summary>Adds one pooled <see cref="CampaignDb"/> per invocation, bound to that invocation's tenant.</summary>
    public static IServiceCollection AddCampaignDb(this IServiceCollection services)
    {
        services.AddSettings<DatabaseOptions>(DatabaseOptions.Section);
        services.AddSingleton(provider => CampaignDataSource.OfCalls(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton<SideConnections>();
        services.AddPooledDbContextFactory<CampaignDb>((provider, options) => options.UseCampaigns(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddScoped<TenantContext>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CampaignDb>>()
            .CreateDbContext()
            .For(provider.GetRequiredService<TenantContext>()));

        return services;
    }

    /// <summary>
    /// Applies the migrations that are missing, as the role that owns the schema. One at a time: Entity Framework's own lock ends
    /// with each migration's transaction, and another process would begin in between with what it found missing before.
    /// </summary>
    public static Task MigrateAsync(string ownerConnectionString, CancellationToken cancellation) =>
        MigrateAsync(new DatabaseOptions { ConnectionString = ownerConnectionString }, cancellation);

    /// <summary>The same, with whatever proves to the database that this is the owner.</summary>
    public static async Task MigrateAsync(DatabaseOptions owner, CancellationToken cancellation)
    {
        await using var source = CampaignDataSource.OfOwner(owner);
        var options = new DbContextOptionsBuilder<CampaignDb>().UseCampaigns(source).Options;
        await using var db = new CampaignDb(options);

        // Held by the connection: its end is the lock's, however the process ends.
        await using var locked = await source.OpenConnectionAsync(cancellation);
        await using var takeLock = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('migrate campaigns', 0))", locked) { CommandTimeout = 0 };
        await takeLock.ExecuteNonQueryAsync(cancellation);

        await db.Database.MigrateAsync(cancellation);
    }

    private static DbContextOptionsBuilder UseCampaigns(this DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options
            // One row a command: of a connection lost later in a batch, while its results are read, no interceptor hears.
            .UseNpgsql(source, npgsql => npgsql.MaxBatchSize(1))
            .AddInterceptors(Interceptors)
            // The model has no snapshot: migrations are SQL, and a test holds the model against the migrated catalogue.
            .ConfigureWarnings(warnings => warnings
                .Ignore(RelationalEventId.PendingModelChangesWarning)
                // Failures are values or reach the exception middleware, which logs them once.
                .Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)));

    internal static DbContextOptionsBuilder<CampaignDb> UseCampaigns(this DbContextOptionsBuilder<CampaignDb> options, NpgsqlDataSource source)
    {
        UseCampaigns((DbContextOptionsBuilder)options, source);
        return options;
    }
}
