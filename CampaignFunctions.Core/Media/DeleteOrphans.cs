using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.Media;

/// <summary>Deletes those of some objects of the tenant's that no row refers to, and no direct upload is about to.</summary>
public sealed partial class DeleteOrphans(CampaignDb db, IObjectStore store, TimeProvider time, ILogger<DeleteOrphans> logger)
{
    /// <summary>As many names as are asked about at once.</summary>
    internal const int BatchSize = 500;

    /// <summary>Gives how many there were.</summary>
    public async Task<Result<int>> RunAsync(IReadOnlyList<string> objects, CancellationToken cancellation)
    {
        var orphans = await FindAsync(objects, cancellation);
        foreach (var name in orphans)
        {
            await store.DeleteAsync(name, cancellation);
            LogOrphan(name);
        }

        return orphans.Count;
    }

    private async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<string> objects, CancellationToken cancellation)
    {
        var fileIds = objects.Select(ObjectName.TryParse).OfType<ObjectName>().Select(name => name.FileId).Distinct().ToArray();
        var referred = await db.StoredFiles
            .Where(file => fileIds.Contains(file.Id))
            .Select(file => new { file.ObjectName, file.ThumbnailObject })
            .ToListAsync(cancellation);

        var known = referred.SelectMany(file => new[] { file.ObjectName, file.ThumbnailObject }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        known.UnionWith(await db.DirectUploads
            .Where(upload => fileIds.Contains(upload.Id) && upload.AssetId == null && upload.ExpiresAt >= now)
            .Select(upload => upload.ObjectName)
            .ToListAsync(cancellation));

        return [.. objects.Where(name => !known.Contains(name))];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{ObjectName} was an orphan and is gone")]
    private partial void LogOrphan(string objectName);
}
