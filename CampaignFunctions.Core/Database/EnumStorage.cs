using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampaignFunctions.Core.Database;

/// <summary>Enumerations are stored by the names the contract gives them, so that SQL reads like the API.</summary>
internal static class EnumStorage
{
    public static void StoreEnumsByName(this ModelConfigurationBuilder configuration)
    {
        configuration.Properties<Platform>().HaveConversion<ByName<Platform>>();
        configuration.Properties<ImportSource>().HaveConversion<ByName<ImportSource>>();
        configuration.Properties<AssetType>().HaveConversion<ByName<AssetType>>();
        configuration.Properties<ProcessingState>().HaveConversion<ByName<ProcessingState>>();
        configuration.Properties<EventState>().HaveConversion<ByName<EventState>>();
        configuration.Properties<PerformanceLevel>().HaveConversion<ByName<PerformanceLevel>>();
        configuration.Properties<SyncStatus>().HaveConversion<ByName<SyncStatus>>();
        configuration.Properties<AuditAction>().HaveConversion<ByName<AuditAction>>();
        configuration.Properties<AuditedResource>().HaveConversion<ByName<AuditedResource>>();
    }

    private sealed class ByName<TEnum>() : ValueConverter<TEnum, string>(
        value => WireName.Of(value),
        name => WireName.Parse<TEnum>(name))
        where TEnum : struct, Enum;
}
