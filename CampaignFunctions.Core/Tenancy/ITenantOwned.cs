namespace CampaignFunctions.Core.Tenancy;

/// <summary>A row that belongs to one tenant. The query filter and the save guard of <c>CampaignDb</c> hold for every such row.</summary>
public interface ITenantOwned
{
    string TenantId { get; }
}
