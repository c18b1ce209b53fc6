using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Warehouse;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace CampaignFunctions.Tests.Performance;

public sealed class MeasureSyncTests(SyncingApi syncing) : PerformanceSyncTest(syncing)
{
    [Fact]
    public async Task A_sync_says_how_long_it_took_and_what_it_did()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        Write(Report.OfCampaigns().Day(Today, account, "c1").Day(Today, account, "c2"));
        using var metrics = new RecordedMetrics();

        await MeasuredAsync(Api, tenant);

        Assert.Equal("succeeded", metrics.Single("campaign_functions.sync.duration").Tags["campaign_functions.outcome"]);
        Assert.Equal([("read", 2), ("changed", 2), ("unmatched", 2)], metrics.Of("campaign_functions.sync.rows").Select(rows => ((string)rows.Tags["campaign_functions.sync.rows.kind"]!, (int)rows.Value)));
    }

    [Fact]
    public async Task Its_lag_counts_from_the_last_good_sync_and_before_that_from_the_first_account()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        await ExecuteAsync("update ad_accounts set created_at = now() - interval '3 hours' where tenant_id = $1", tenant.TenantId);
        Write(Report.OfCampaigns().Day(Today, account, "c1"));

        using (var metrics = new RecordedMetrics())
        {
            await MeasuredAsync(Api, tenant);
            Assert.InRange(metrics.Single("campaign_functions.sync.lag").Value, 3 * 3600, 3.5 * 3600);
        }

        // A failed one doesn't count.
        Remove("campaign_report.csv");
        await MeasuredAsync(Api, tenant);
        await ExecuteAsync("update sync_runs set started_at = started_at - interval '1 hour' where tenant_id = $1 and status = 'succeeded'", tenant.TenantId);

        using (var metrics = new RecordedMetrics())
        {
            await MeasuredAsync(Api, tenant);
            Assert.InRange(metrics.Single("campaign_functions.sync.lag").Value, 3600, 1.5 * 3600);
        }
    }

    [Fact]
    public async Task A_warehouse_at_fault_is_a_failure_with_its_code()
    {
        var tenant = await ATenantAsync(NewAccountId());
        using var metrics = new RecordedMetrics();

        await MeasuredAsync(Api, tenant);

        var duration = metrics.Single("campaign_functions.sync.duration");
        Assert.Equal(("failed", "warehouse_fault"), (duration.Tags["campaign_functions.outcome"], duration.Tags["error.type"]));
        Assert.Empty(metrics.Of("campaign_functions.sync.rows"));
    }

    [Fact]
    public async Task Broken_infrastructure_is_a_failure_with_its_type()
    {
        var tenant = await ATenantAsync(NewAccountId());
        var broken = new Mock<IPerformanceWarehouse>();
        broken.Setup(warehouse => warehouse.Covers(It.IsAny<Platform>())).Returns(true);
        broken.Setup(warehouse => warehouse.HasAsync(It.IsAny<PerformanceLevel>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("no"));
        await using var api = await AnotherApiAsync(services => services.AddSingleton(broken.Object));
        using var metrics = new RecordedMetrics();

        await Assert.ThrowsAsync<IOException>(() => MeasuredAsync(api, tenant));

        Assert.Equal("System.IO.IOException", metrics.Single("campaign_functions.sync.duration").Tags["error.type"]);
    }

    private static async Task<Result<SyncRunResource>> MeasuredAsync(RunningApi api, TenantApi tenant)
    {
        await using var scope = api.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenant.TenantId, "test");
        return await scope.ServiceProvider.GetRequiredService<MeasureSync>().RunAsync(CancellationToken.None);
    }
}
