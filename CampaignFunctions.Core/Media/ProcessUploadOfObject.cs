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
        return await scope.ServiceProvider.GetRequiredService<ProcessUpload>().RunAsync(name.FileId, cancellation);
    }
}
