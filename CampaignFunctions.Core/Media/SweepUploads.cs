using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.DirectUploads;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Storage;
using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>
/// Collects what crashes and lost events leave behind: files that still wait to be processed, objects nothing refers to,
/// halves of uploads that were broken off, direct ones never completed, events long parked, and quota still reserved for them. Tenant by tenant, each through its own door.
/// </summary>
public sealed class SweepUploads(
    EachTenant eachTenant, SweepOrphans sweepOrphans, IObjectStore store, IOptions<UploadOptions> options, IOptions<MediaOptions> media, TimeProvider time)
{
    private const string User = "upload-sweep";

    /// <summary>Nobody works on one file this long.</summary>
    private static readonly TimeSpan AbandonedAge = TimeSpan.FromHours(2);

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var folder in new[] { Path.GetTempPath(), media.Value.WorkPath })
            TemporaryFolder.DeleteAbandoned(folder, time.GetUtcNow() - AbandonedAge);

        await SweepTenantsAsync(cancellation);
        await eachTenant.WithObjectEventsAsync(User, (services, _) => services.GetRequiredService<SweepUnsettledEvents>().RunAsync(cancellation), cancellation);
        await sweepOrphans.RunAsync(User, cancellation);
        await DeleteOldAsync(FileSystemObjectStore.Incoming + "/", cancellation);
    }

    private async Task SweepTenantsAsync(CancellationToken cancellation)
    {
        var pending = 0;
        try
        {
            await eachTenant.WithFilesAsync(
                User,
                async (services, _) =>
                {
                    await services.GetRequiredService<StorageReservations>().ReleaseExpiredAsync(cancellation);
                    await services.GetRequiredService<SweepDirectUploads>().RunAsync(cancellation);
                    pending += await services.GetRequiredService<CampaignDb>().StoredFiles.CountAsync(file => file.State == ProcessingState.Pending, cancellation);
                    await services.GetRequiredService<SweepTenantUploads>().RunAsync(cancellation);
                },
                cancellation);
        }
        finally
        {
            Telemetry.UploadsPending(pending, time.GetUtcNow());
        }
    }

    private async Task DeleteOldAsync(string prefix, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - options.Value.OrphanAge;
        await foreach (var entry in store.ListAsync(prefix, from: null, cancellation))
        {
            if (entry.CreatedAt < before)
                await store.DeleteAsync(entry.Name, cancellation);
        }
    }
}
