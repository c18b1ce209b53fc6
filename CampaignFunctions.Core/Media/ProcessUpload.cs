using System.Text.Json;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>What a call of <see cref="ProcessUpload"/> came to.</summary>
public enum ProcessOutcome
{
    /// <summary>No row refers to the object: not yet, or no more.</summary>
    Unknown,

    /// <summary>There was nothing (left) to do.</summary>
    Nothing,

    /// <summary>It has been tried as often as may be; the last attempt may still be under way.</summary>
    Exhausted,
    Ready,
    Failed,
}

/// <summary>
/// Looks at a stored file after its upload: dimensions, duration, safe metadata, thumbnail, perceptual hash; or the reason
/// why it cannot be decoded. However often it runs for a file, one result stays.
/// </summary>
public sealed partial class ProcessUpload(
    CampaignDb db, IObjectStore store, IMediaInspector inspector, ReleaseFiles releaseFiles,
    IOptions<MediaOptions> options, TimeProvider time, ILogger<ProcessUpload> logger)
{
    /// <summary>A file that brings its processing down this often is given up.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Longer than any attempt takes. Before it is over nobody can know that the last one came to nothing.</summary>
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromMinutes(10);

    public async Task<Result<ProcessOutcome>> RunAsync(Guid fileId, CancellationToken cancellation)
    {
        var file = await db.StoredFiles.AsNoTracking().FirstOrDefaultAsync(row => row.Id == fileId, cancellation);
        if (file is null)
            return ProcessOutcome.Unknown;

        if (file.State != ProcessingState.Pending)
            return ProcessOutcome.Nothing;

        if (file.ProcessingAttempts >= MaxAttempts)
            return await GiveUpAsync(file, cancellation);

        using var workplace = new TemporaryFolder(options.Value.WorkPath);
        if (!await FetchAsync(file, workplace.PathOf("original"), cancellation))
            return await FailAsync(file, "Its bytes are no longer in the store.", cancellation);

        // Counted before it is tried, so that a file which takes the process down with it is not tried for ever; but not
        // before the store gave it, whose outages are none of the file's doing.
        await CountAttemptAsync(file, cancellation);
        var inspected = await InspectAsync(file, workplace, cancellation);
        return inspected.Failed(out var error, out var facts)
            ? await FailAsync(file, error.Detail, cancellation)
            : await FinishAsync(file, facts, workplace.PathOf("thumbnail"), cancellation);
    }

    // Attempts run side by side when events come twice: one of them may well be about to succeed.
    private async Task<ProcessOutcome> GiveUpAsync(StoredFile file, CancellationToken cancellation) =>
        file.ProcessingStartedAt > time.GetUtcNow() - LongestAttempt
            ? ProcessOutcome.Exhausted
            : await FailAsync(file, $"It could not be processed in {MaxAttempts} attempts.", cancellation);

    private Task<int> CountAttemptAsync(StoredFile file, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        return Pending(file).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.ProcessingAttempts, row => row.ProcessingAttempts + 1)
                .SetProperty(row => row.ProcessingStartedAt, now),
            cancellation);
    }

    private async Task<bool> FetchAsync(StoredFile file, string path, CancellationToken cancellation)
    {
        await using var stored = await store.OpenAsync(file.ObjectName, cancellation);
        if (stored is null)
            return false;

        await using var copy = File.Create(path);
        await stored.Content.CopyToAsync(copy, cancellation);
        return true;
    }

    private async Task<Result<MediaFacts>> InspectAsync(StoredFile file, TemporaryFolder workplace, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var inspected = await inspector.InspectAsync(workplace.PathOf("original"), file.MimeType, workplace.PathOf("thumbnail"), cancellation);
        Telemetry.Inspected(WireName.Of(MediaKind.For(file.MimeType)), time.GetElapsedTime(started), inspected.Failed(out var error, out _) ? error.Code : null);
        return inspected;
    }

    private async Task<ProcessOutcome> FinishAsync(StoredFile file, MediaFacts facts, string thumbnailPath, CancellationToken cancellation)
    {
        var thumbnail = ObjectName.OfThumbnail(file.ObjectName, TimeOrderedId.At(time.GetUtcNow()));
        await using (var content = File.OpenRead(thumbnailPath))
            await store.CreateAsync(thumbnail, facts.ThumbnailMimeType, content, cancellation);

        var metadata = JsonSerializer.SerializeToElement(facts.Metadata.Append(new("orientation", $"{facts.Orientation}")).ToDictionary(StringComparer.Ordinal), WireJson.Options);
        var now = time.UtcInstant();
        var finished = await Pending(file)
            .ExecuteUpdateAsync(
                update => update
                    .SetProperty(row => row.State, ProcessingState.Ready)
                    .SetProperty(row => row.StateReason, (string?)null)
                    .SetProperty(row => row.Width, facts.Width)
                    .SetProperty(row => row.Height, facts.Height)
                    .SetProperty(row => row.Duration, facts.DurationSeconds)
                    .SetProperty(row => row.PerceptualHash, facts.PerceptualHash)
                    .SetProperty(row => row.MediaMetadata, metadata)
                    .SetProperty(row => row.ThumbnailObject, thumbnail)
                    .SetProperty(row => row.ThumbnailMimeType, facts.ThumbnailMimeType)
                    .SetProperty(row => row.ProcessingStartedAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.ProcessedAt, now),
                cancellation);

        if (finished == 1)
        {
            Telemetry.UploadProcessed(now - file.CreatedAt);
            return ProcessOutcome.Ready;
        }

        // Somebody else was quicker, or the file went meanwhile.
        await releaseFiles.DeleteObjectsAsync([thumbnail], cancellation);
        return ProcessOutcome.Nothing;
    }

    private async Task<ProcessOutcome> FailAsync(StoredFile file, string reason, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        var failed = await Pending(file)
            .ExecuteUpdateAsync(
                update => update
                    .SetProperty(row => row.State, ProcessingState.Failed)
                    .SetProperty(row => row.StateReason, reason)
                    .SetProperty(row => row.ProcessingStartedAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.ProcessedAt, now),
                cancellation);

        if (failed == 1)
            Telemetry.UploadProcessed(now - file.CreatedAt);

        LogFailed(file.ObjectName, file.MimeType, reason);
        return ProcessOutcome.Failed;
    }

    private IQueryable<StoredFile> Pending(StoredFile file) =>
        db.StoredFiles.Where(row => row.Id == file.Id && row.State == ProcessingState.Pending);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{ObjectName} ({MimeType}) cannot be processed: {Reason}")]
    private partial void LogFailed(string objectName, string mimeType, string reason);
}
