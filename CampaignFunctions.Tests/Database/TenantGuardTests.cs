using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.Database;

public sealed class TenantGuardTests
{
    [Fact]
    public async Task A_row_of_another_tenant_is_not_saved()
    {
        await using var scope = await ScopeAsync("t-one");
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();
        db.Add(ASpaceOf("t-two"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Theory]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task A_row_of_another_tenant_is_neither_changed_nor_deleted(EntityState state)
    {
        await using var scope = await ScopeAsync("t-one");
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();
        db.Attach(ASpaceOf("t-two")).State = state;

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task Saving_that_blocks_is_refused()
    {
        await using var scope = await ScopeAsync("t-one");
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();

        Assert.Throws<NotSupportedException>(() => db.SaveChanges());
        Assert.Throws<NotSupportedException>(() => db.SaveChanges(acceptAllChangesOnSuccess: true));
    }

    [Fact]
    public async Task Without_a_tenant_nothing_is_read()
    {
        await using var scope = (await RunningApi.SharedAsync()).Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.CampaignSpaces.ToListAsync());
    }

    [Fact]
    public async Task An_invocation_cannot_change_its_tenant()
    {
        await using var scope = await ScopeAsync("t-one");

        Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor("t-two", "somebody"));
    }

    private static async Task<AsyncServiceScope> ScopeAsync(string tenant)
    {
        var scope = (await RunningApi.SharedAsync()).Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenant, "somebody");
        return scope;
    }

    private static CampaignSpace ASpaceOf(string tenant) => new()
    {
        TenantId = tenant,
        Id = Guid.CreateVersion7(),
        CampaignName = "Not mine",
        CampaignSlug = "not-mine",
        Platform = Platform.Meta,
        Currency = "USD",
        ImportMetadata = JsonObjects.Empty,
        TemplateMetadata = JsonObjects.Empty,
    };
}
