using CampaignFunctions.Core.ObjectStore.GoogleCloud;
using CampaignFunctions.Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore;

public static class ObjectStoreRegistration
{
    public static IServiceCollection AddObjectStore(this IServiceCollection services)
    {
        services.AddSettings<ObjectStoreOptions>(ObjectStoreOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.EmulatorHost = configuration[ObjectStoreOptions.EmulatorVariable]);
        services.AddSingleton<IValidateOptions<ObjectStoreOptions>, ValidateObjectStoreOptions>();
        services.AddSingleton<ObjectEvents>();
        services.AddSingleton<LocalSignature>();
        services.AddSingleton<FileSystemObjectStore>();
        services.AddSingleton<GoogleCredentialSource>();
        services.AddSingleton<BucketHttp>();
        services.AddSingleton<BucketRetries>();
        services.AddSingleton<BucketConnection>();
        services.AddSingleton<BucketSigning>();
        services.AddSingleton<GoogleCloudObjectStore>();
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<IOptions<ObjectStoreOptions>>().Value.Provider == ObjectStoreProvider.Gcs
            ? provider.GetRequiredService<GoogleCloudObjectStore>()
            : provider.GetRequiredService<FileSystemObjectStore>());
        return services;
    }
}
