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
    /// <exception cref="AggregateException">Some files met broken infrastructure; the others had their turn.</exception>
    public async Task<Result<int>> RunAsync(CancellationToken cancellation)
    {
        var failures = new List<Exception>();
        var swept = 0;
        Guid[] batch = [];
        do
        {
            batch = await NextBatchAsync(batch.LastOrDefault(), cancellation);
            foreach (var fileId in batch)
                await TryAsync(fileId, failures, cancellation);

            swept += batch.Length;
        }
        while (batch.Length == BatchSize);

        return failures.Count == 0 ? swept : throw new AggregateException("Some files could not be processed now.", failures);
    }

    private Task<Guid[]> NextBatchAsync(Guid after, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - options.Value.LostEventAge;
        return db.StoredFiles
            .Where(file => file.State == ProcessingState.Pending && file.CreatedAt < before && file.Id > after)
            .OrderBy(file => file.Id)
            .Select(file => file.Id)
            .Take(BatchSize)
            .ToArrayAsync(cancellation);
    }

    private async Task TryAsync(Guid fileId, List<Exception> failures, CancellationToken cancellation)
    {
        try
        {
            await processUpload.RunAsync(fileId, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            failures.Add(exception);
        }
    }
}
