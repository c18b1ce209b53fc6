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
/// halves of uploads that were broken off, direct ones never completed, events long parked, and quota still reserved for them.
/// Tenant by tenant, each through its own door.
/// </summary>
public sealed class SweepUploads(
    EachTenant eachTenant, SweepOrphans sweepOrphans, IObjectStore store, IOptions<UploadOptions> options, IOptions<MediaOptions> media, TimeProvider time)
{
    private const string User = "upload-sweep";

    /// <summary>Nobody works on one file this long.</summary>
    private static readonly TimeSpan AbandonedAge = TimeSpan.FromHours(2);

    /// <summary>Every part has its turn, whatever became of those before.</summary>
    /// <exception cref="AggregateException">Some of them broke off.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        TemporaryFolder.DeleteAbandoned(media.Value.WorkPath, time.GetUtcNow() - AbandonedAge);
        await TakeTurnsAsync(
            cancellation,
            () => eachTenant.WithFilesAsync(User, (services, _) => services.GetRequiredService<StorageReservations>().ReleaseExpiredAsync(cancellation), cancellation),
            () => eachTenant.WithFilesAsync(User, (services, _) => services.GetRequiredService<SweepDirectUploads>().RunAsync(cancellation), cancellation),
            () => ProcessLostAsync(cancellation),
            () => eachTenant.WithObjectEventsAsync(User, (services, _) => services.GetRequiredService<SweepUnsettledEvents>().RunAsync(cancellation), cancellation),
            () => DeleteLeftOversAsync(cancellation));
    }

    private static async Task TakeTurnsAsync(CancellationToken cancellation, params Func<Task>[] parts)
    {
        var failures = new List<Exception>();
        foreach (var part in parts)
        {
            try
            {
                await part();
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException($"{failures.Count} of {parts.Length} parts of the sweep broke off; the others had their turn.", failures);
    }

    private async Task ProcessLostAsync(CancellationToken cancellation)
    {
        var pending = 0;
        try
        {
            await eachTenant.WithFilesAsync(
                User,
                async (services, _) =>
                {
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

    // The store's own first: it fails when the store is away, and then nobody need ask again, but for no tenant's sake.
    private async Task DeleteLeftOversAsync(CancellationToken cancellation)
    {
        await DeleteOldAsync(FileSystemObjectStore.Incoming + "/", cancellation);
        await sweepOrphans.RunAsync(User, cancellation);
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
