using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Audit;

/// <summary>The resource something was done to: by the id callers know, and by the name it has now.</summary>
internal sealed record AuditSubject(AuditedResource Type, string Id, string? Name)
{
    public static implicit operator AuditSubject(CampaignSpace space) => new(AuditedResource.CampaignSpace, $"{space.Id}", space.CampaignName);

    public static implicit operator AuditSubject(CampaignAsset asset) => new(AuditedResource.CampaignAsset, $"{asset.Id}", asset.AssetName);

    public static implicit operator AuditSubject(AdAccount account) => new(AuditedResource.AdAccount, $"{WireName.Of(account.Platform)}/{account.AccountId}", account.AccountName);

    public static implicit operator AuditSubject(SyncRun run) => new(AuditedResource.SyncRun, $"{run.Id}", Name: null);

    public static implicit operator AuditSubject(Tenant tenant) => new(AuditedResource.Tenant, tenant.TenantId, tenant.Name);
}
