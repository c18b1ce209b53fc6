using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Core.Links;

/// <summary>Addresses of resources as this API answers them: absolute paths under host.json's route prefix.</summary>
public static class ApiPath
{
    /// <summary>The routePrefix of host.json, fixed by the contract.</summary>
    public const string Prefix = "/api";

    public static string Space(Guid id) => $"{Prefix}/campaign-spaces/{id}";

    public static string Asset(Guid id) => $"{Prefix}/campaign-assets/{id}";

    public static string AssetFile(Guid id) => $"{Asset(id)}/file";

    public static string AssetThumbnail(Guid id) => $"{Asset(id)}/thumbnail";

    /// <summary>Where the file store takes an object, from whoever has its leave.</summary>
    public static string LocalObject(string name) => $"{Prefix}/local-objects/{name}";

    public static string AdAccount(Platform platform, string accountId) => $"{Prefix}/ad-accounts/{WireName.Of(platform)}/{Uri.EscapeDataString(accountId)}";

    public static string Tenant(string id) => $"{Prefix}/tenants/{id}";
}
