using CampaignFunctions.Core.DirectUploads;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Core.Media;

/// <summary>Processes the upload an object belongs to, for the tenant its name says.</summary>
public sealed class ProcessUploadOfObject(IServiceScopeFactory scopes)
{
    public async Task<Result<ProcessOutcome>> RunAsync(string objectName, CancellationToken cancellation)
    {
        if (ObjectName.TryParse(objectName) is not { IsThumbnail: false } name || !TenantId.IsValid(name.TenantId))
            return ProcessOutcome.Nothing;

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(name.TenantId, "system");
        var processed = await scope.ServiceProvider.GetRequiredService<ProcessUpload>().RunAsync(name.FileId, cancellation);
        if (processed.Failed(out _, out var outcome) || outcome != ProcessOutcome.Unknown)
            return processed;

        // A direct upload's object is there before anything refers to it.
        var read = await scope.ServiceProvider.GetRequiredService<ReadDirectUpload>().RunAsync(name.FileId, cancellation);
        return read.Then<ProcessOutcome>(upload => upload is { Sha256: not null } ? ProcessOutcome.Nothing : ProcessOutcome.Unknown);
    }
}
