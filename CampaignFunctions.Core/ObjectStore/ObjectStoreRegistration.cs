using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore;

public static class ObjectStoreRegistration
{
    public static IServiceCollection AddObjectStore(this IServiceCollection services)
    {
        services.AddOptions<ObjectStoreOptions>().BindConfiguration(ObjectStoreOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ObjectStoreOptions>, ValidateObjectStoreOptions>();
        services.AddSingleton<ObjectEvents>();
        services.AddSingleton<IObjectStore, FileSystemObjectStore>();
        return services;
    }
}
