using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>Deletes a tenant's orphans among the objects whose file's id was made since a moment; no other names are read.</summary>
public sealed class SweepRecentObjects(CampaignDb db, IObjectStore store, DeleteOrphans deleteOrphans, IOptions<UploadOptions> options, TimeProvider time)
{
    public async Task<Result<Nothing>> RunAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - options.Value.OrphanAge;
        var names = store.ListAsync(ObjectName.OfTenant(db.TenantId), ObjectName.Since(db.TenantId, since), cancellation)
            .Where(entry => entry.CreatedAt < before && ObjectName.TryParse(entry.Name) is not null)
            .Select(entry => entry.Name);

        await foreach (var batch in names.Chunk(DeleteOrphans.BatchSize).WithCancellation(cancellation))
            await deleteOrphans.RunAsync(batch, cancellation);

        return default(Nothing);
    }
}
