using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.DirectUploads;
using CampaignFunctions.Core.Idempotency;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Settings;
using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Warehouse;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Core;

public static class CoreRegistration
{
    private static readonly Type[] WhatOperationsTake = [typeof(CampaignDb), typeof(SideConnections), typeof(IServiceScopeFactory)];

    /// <summary>Adds everything functions start: the operations (each class with one public RunAsync), their edges and settings.</summary>
    public static IServiceCollection AddCampaignFunctions(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddCampaignDb();
        services.AddObjectStore();
        services.AddSettings<UploadOptions>(UploadOptions.Section);
        services.AddSettings<TenantOptions>(TenantOptions.Section);
        services.AddMedia();
        services.AddReadiness();
        services.AddWarehouse();
        services.AddPerformanceSync();

        services.AddScoped<PutLocalObject>();
        services.AddScoped<SyncEveryTenant>();
        services.AddScoped<SweepIdempotencyKeys>();
        services.AddScoped<SweepUploads>();

        foreach (var operation in typeof(CoreRegistration).Assembly.GetTypes().Where(IsOperation))
            services.AddScoped(operation);

        return services;
    }

    // Operations are plain classes that take the invocation's database, write beside it, or open scopes to act for a tenant each.
    private static bool IsOperation(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsPublic: true, IsSealed: true }
        && type.GetConstructors() is [var constructor]
        && constructor.GetParameters().Any(parameter => WhatOperationsTake.Contains(parameter.ParameterType));
}
