using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Media;

/// <summary>Which of some objects of the tenant's no row refers to, and no direct upload is about to.</summary>
public sealed class FindOrphans(CampaignDb db, TimeProvider time)
{
    public async Task<Result<IReadOnlyList<string>>> RunAsync(IReadOnlyList<string> objects, CancellationToken cancellation)
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

        return Result.Of<IReadOnlyList<string>>([.. objects.Where(name => !known.Contains(name))]);
    }
}
