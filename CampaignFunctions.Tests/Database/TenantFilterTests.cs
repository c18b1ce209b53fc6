using System.Reflection;
using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.Database;

/// <summary>Two tenants with a row each in every table: neither reads, changes or deletes the other's, whatever the way.</summary>
public sealed class TenantFilterTests
{
    public static TheoryData<string> Sets { get; } = new(
        typeof(CampaignDb).GetProperties().Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>))
            .Select(property => property.PropertyType.GetGenericArguments()[0].FullName!));

    [Theory, MemberData(nameof(Sets))]
    public Task Each_sees_its_own(string entity) =>
        (Task)typeof(TenantFilterTests).GetMethod(nameof(ProveAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typeof(CampaignDb).Assembly.GetType(entity, throwOnError: true)!)
            .Invoke(obj: null, parameters: null)!;

    [Fact]
    public async Task Every_entity_has_a_set()
    {
        await using var one = await TenantDb.ForAsync("t-one");

        Assert.Equal(one.Db.Model.GetEntityTypes().Select(entity => entity.ClrType.FullName!).Order(StringComparer.Ordinal), Sets.Cast<object[]>().Select(row => (string)row[0]).Order(StringComparer.Ordinal));
    }

    private static async Task ProveAsync<T>()
        where T : class, ITenantOwned
    {
        string mine = $"t-{Guid.CreateVersion7():N}", theirs = $"t-{Guid.CreateVersion7():N}";
        await using var me = await TenantDb.ForAsync(mine);
        await using var they = await TenantDb.ForAsync(theirs);
        await InsertRowAsync(me.TableOf<T>(), mine);
        await InsertRowAsync(they.TableOf<T>(), theirs);
        var compiled = EF.CompileAsyncQuery((CampaignDb db) => db.Set<T>().Select(row => row.TenantId).Single());

        Assert.Equal(mine, await me.Db.Set<T>().Select(row => row.TenantId).SingleAsync());
        Assert.Equal(theirs, await they.Db.Set<T>().Select(row => row.TenantId).SingleAsync());
        Assert.Equal(mine, await compiled(me.Db));
        Assert.Equal(theirs, await compiled(they.Db));

        Assert.Equal(0, await me.Db.Set<T>().Where(row => row.TenantId == theirs).CountAsync());
        Assert.Equal(1, await they.Db.Set<T>().CountAsync());
        if (typeof(T) == typeof(AuditEvent))
            return; // Nobody changes or deletes those, whosever they are: ApplicationRoleTests.

        Assert.Equal(1, await me.Db.Set<T>().ExecuteUpdateAsync(row => row.SetProperty(own => own.TenantId, own => own.TenantId)));
        Assert.Equal(0, await me.Db.Set<T>().Where(row => row.TenantId == theirs).ExecuteDeleteAsync());
        Assert.Equal(1, await me.Db.Set<T>().ExecuteDeleteAsync());
        Assert.Equal(1, await they.Db.Set<T>().CountAsync());
    }

    private static async Task InsertRowAsync(string table, string tenant)
    {
        await using var superuser = await TestDatabase.OpenAsync();
        await AnyRow.InsertAsync(superuser, table, tenant);
    }

    private sealed class TenantDb(AsyncServiceScope scope) : IAsyncDisposable
    {
        public CampaignDb Db { get; } = scope.ServiceProvider.GetRequiredService<CampaignDb>();

        public static async Task<TenantDb> ForAsync(string tenant)
        {
            var scope = (await RunningApi.SharedAsync()).Host.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenant, "somebody");
            return new TenantDb(scope);
        }

        public string TableOf<T>() => Db.Model.FindEntityType(typeof(T))!.GetTableName()!;

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}
