using System.Linq.Expressions;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CampaignFunctions.Core.Database;

/// <summary>The tenant wall in the object-relational mapper: what is read is filtered, what is written is checked.</summary>
internal static class TenantGuard
{
    public const string TenantFilter = "tenant";
    public const string DeletedFilter = "deleted";

    // One instance: Entity Framework tells queries apart by it, and would translate each call's anew.
    private static readonly string[] OnlyDeletedFilter = [DeletedFilter];

    /// <summary>Gives every tenant-owned entity its filters. They read the context's tenant anew in each query.</summary>
    public static void FilterByTenant(this ModelBuilder modelBuilder, CampaignDb db)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
        {
            if (!typeof(ITenantOwned).IsAssignableFrom(entity.ClrType))
                throw new InvalidOperationException($"{entity.ClrType.Name} is not tenant-owned; every table is.");

            var row = Expression.Parameter(entity.ClrType, "row");
            var isOwn = Expression.Equal(
                Expression.Property(row, nameof(ITenantOwned.TenantId)),
                Expression.Property(Expression.Constant(db), nameof(CampaignDb.TenantId)));
            modelBuilder.Entity(entity.ClrType).HasQueryFilter(TenantFilter, Expression.Lambda(isOwn, row));

            if (!typeof(ISoftDeleted).IsAssignableFrom(entity.ClrType))
                continue;

            var isLive = Expression.Equal(
                Expression.Property(row, nameof(ISoftDeleted.DeletedAt)),
                Expression.Constant(value: null, typeof(DateTimeOffset?)));
            modelBuilder.Entity(entity.ClrType).HasQueryFilter(DeletedFilter, Expression.Lambda(isLive, row));
        }
    }

    /// <summary>Called before every save.</summary>
    /// <exception cref="InvalidOperationException">A row of another tenant was about to be saved: a bug, never a user's mistake.</exception>
    public static void RefuseRowsOfOtherTenants(this ChangeTracker changes, string tenantId)
    {
        foreach (var entry in changes.Entries<ITenantOwned>())
        {
            if (entry.State is not EntityState.Unchanged && !string.Equals(entry.Entity.TenantId, tenantId, StringComparison.Ordinal))
                throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} of another tenant was about to be saved.");
        }
    }

    /// <summary>
    /// Called before every save. Whether a row was there to be changed is seen by what it returns; a change that returns nothing
    /// is counted by Entity Framework at the place the tenant's setting now has in the batch (<see cref="TenantSession"/>).
    /// </summary>
    /// <exception cref="InvalidOperationException">An entity was to be deleted, or one to be changed that returns nothing.</exception>
    public static void RefuseUncountedChanges(this ChangeTracker changes)
    {
        foreach (var entry in changes.Entries())
        {
            if (entry.State is EntityState.Deleted || (entry.State is EntityState.Modified && !entry.Metadata.GetProperties().Any(property => property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate))))
                throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} is changed by ExecuteUpdateAsync and removed by ExecuteDeleteAsync.");
        }
    }

    /// <summary>The same rows, deleted ones too.</summary>
    public static IQueryable<T> WithDeleted<T>(this IQueryable<T> rows)
        where T : class, ISoftDeleted => rows.WithDeletedParts();

    /// <summary>The same rows, whatever they refer to deleted or not.</summary>
    public static IQueryable<T> WithDeletedParts<T>(this IQueryable<T> rows)
        where T : class => rows.IgnoreQueryFilters(OnlyDeletedFilter);
}
