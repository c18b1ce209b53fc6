using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>Processes a tenant's files whose event was lost.</summary>
public sealed class SweepTenantUploads(CampaignDb db, ProcessUpload processUpload, IOptions<UploadOptions> options, TimeProvider time)
{
    private const int BatchSize = 100;

    /// <summary>Gives how many files were looked at.</summary>
    public async Task<Result<int>> RunAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - options.Value.LostEventAge;
        var swept = 0;
        Guid[] batch;
        do
        {
            batch = await db.StoredFiles
                .Where(file => file.State == ProcessingState.Pending && file.CreatedAt < before)
                .OrderBy(file => file.CreatedAt)
                .Select(file => file.Id)
                .Take(BatchSize)
                .ToArrayAsync(cancellation);

            foreach (var fileId in batch)
                await processUpload.RunAsync(fileId, cancellation);

            swept += batch.Length;
        }
        while (batch.Length == BatchSize);

        return swept;
    }
}
