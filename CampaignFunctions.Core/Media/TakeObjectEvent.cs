using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Core.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>
/// Takes what a bucket tells of an object. Events come late, twice, in any order or never: what is to be done follows from the
/// object's row, so each object has one result. An event that comes to nothing is refused, so that it is sent again, until it has
/// been <see cref="ObjectEventOptions.MaxAttempts"/> times; then it is parked, and taken. While the database or the store is away nothing is counted.
/// </summary>
public sealed partial class TakeObjectEvent(
    IServiceScopeFactory scopes, ProcessUploadOfObject processUpload, IObjectStore store, IOptions<ObjectStoreOptions> storeOptions, ILogger<TakeObjectEvent> logger)
{
    private const string User = "system";

    /// <summary>Gives nothing when the event need not be sent again, and an error when it should be.</summary>
    /// <param name="read">The event; or why it cannot be read.</param>
    /// <param name="deliveryName">What an event that cannot be read is known by when it comes again.</param>
    /// <param name="cancellation">Ends the work; nothing is counted then.</param>
    public async Task<Result<Nothing>> RunAsync(Result<ObjectEvent> read, string deliveryName, CancellationToken cancellation)
    {
        if (read.Failed(out var unreadable, out var told))
            return await CountAsync(TenantId.Nobody, deliveryName, generation: 0, unreadable, cancellation);
        if (!told.IsCreation)
            return default(Nothing);
        if (IsElsewhere(told))
            return await ParkAsync(told, cancellation);

        return ObjectName.TryParse(told.ObjectName) is { } name && TenantId.IsValid(name.TenantId)
            ? await ProcessAsync(name, told, cancellation)
            : await CountAsync(TenantId.Nobody, told.ObjectName, told.Generation, MediaErrors.ObjectForeign(), cancellation);
    }

    private bool IsElsewhere(ObjectEvent told) =>
        storeOptions.Value.Bucket is { Length: > 0 } bucket && told.Bucket is { } other && !string.Equals(bucket, other, StringComparison.Ordinal);

    private async Task<Result<Nothing>> ProcessAsync(ObjectName name, ObjectEvent told, CancellationToken cancellation)
    {
        try
        {
            var processed = await processUpload.RunAsync(told.ObjectName, cancellation);
            return processed.Failed(out var error, out var outcome)
                ? await CountAsync(name.TenantId, told.ObjectName, told.Generation, error, cancellation)
                : await AnswerAsync(outcome, name, told, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && !Outage.Is(exception))
        {
            // Its type and no more: messages may quote anything.
            var error = MediaErrors.ProcessingBroke(exception.GetType().Name);
            var counted = await CountAsync(name.TenantId, told.ObjectName, told.Generation, error, cancellation);
            if (counted.Failed(out _, out _))
                throw;

            LogGivenUp(exception, told.ObjectName);
            return counted;
        }
    }

    private async Task<Result<Nothing>> AnswerAsync(ProcessOutcome outcome, ObjectName name, ObjectEvent told, CancellationToken cancellation)
    {
        // Not there: its bytes were there already, and it was dropped. Else its row may be about to be committed.
        if (outcome == ProcessOutcome.Unknown && await store.FindAsync(told.ObjectName, cancellation) is not null)
            return await CountAsync(name.TenantId, told.ObjectName, told.Generation, MediaErrors.ObjectUnknown(), cancellation);

        await using var events = For(name.TenantId);

        // Those who tried have said themselves what came of it; while none has, one of them may be about to succeed.
        if (outcome == ProcessOutcome.Exhausted)
        {
            return await events.Kept.HasAsync(told.ObjectName, told.Generation, cancellation)
                ? await CountAsync(name.TenantId, told.ObjectName, told.Generation, MediaErrors.ProcessingExhausted(), cancellation)
                : default(Nothing);
        }

        await events.Kept.SettleAsync(told.ObjectName, told.Generation, cancellation);
        return default(Nothing);
    }

    private async Task<Result<Nothing>> CountAsync(string tenantId, string objectName, long generation, OperationError error, CancellationToken cancellation)
    {
        await using var events = For(tenantId);
        if (await events.Kept.CountAsync(objectName, generation, error.Detail, cancellation) == EventState.Waiting)
            return error;

        LogParked(objectName, error.Code);
        return default(Nothing);
    }

    private async Task<Result<Nothing>> ParkAsync(ObjectEvent told, CancellationToken cancellation)
    {
        await using var events = For(TenantId.Nobody);
        await events.Kept.ParkAsync($"{told.Bucket}/{told.ObjectName}", told.Generation, "It is about an object in another bucket.", cancellation);
        LogParked(told.ObjectName, "object_elsewhere");
        return default(Nothing);
    }

    private Ledger For(string tenantId)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenantId, User);
        return new Ledger(scope);
    }

    private readonly struct Ledger(AsyncServiceScope scope) : IAsyncDisposable
    {
        public UnsettledEvents Kept { get; } = scope.ServiceProvider.GetRequiredService<UnsettledEvents>();

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event of {ObjectName} is parked: {Code}")]
    private partial void LogParked(string objectName, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "{ObjectName} could not be processed, and its event is given up")]
    private partial void LogGivenUp(Exception exception, string objectName);
}
