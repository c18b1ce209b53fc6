using CampaignFunctions.Assets;
using CampaignFunctions.Core;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Settings;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using CampaignFunctions.Idempotency;
using CampaignFunctions.Media;
using CampaignFunctions.SystemState;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampaignFunctions;

/// <summary>What the application is made of; the same under the vendor's worker, the local host and the tests.</summary>
internal static class Startup
{
    private static readonly Dictionary<string, string?> SettingDefaults = new(StringComparer.Ordinal)
    {
        [$"{SyncOptions.Section}:{nameof(SyncOptions.Schedule)}"] = SyncOptions.DefaultSchedule,
    };

    public static void ConfigureCampaignFunctions(this FunctionsApplicationBuilder builder)
    {
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<TelemetryMiddleware>();
        builder.UseMiddleware<ExceptionMiddleware>();
        builder.UseMiddleware<RequestLimitsMiddleware>();
        builder.UseMiddleware<RequestEncodingMiddleware>();
        builder.UseMiddleware<TenantMiddleware>();
        builder.UseMiddleware<RateLimitMiddleware>();
        builder.UseMiddleware<IdempotencyMiddleware>();

        builder.Services.KeepAddressesOutOfLogs();
        builder.Services.AddCallers();
        builder.Services.AddSettings<RateLimitOptions>(RateLimitOptions.Section);
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = RoutingProblems.Customize);
        // Uploads bound themselves, by Uploads:MaxBytes; everything else by what it reads.
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = null);
        builder.Services.AddApiDescription();
        builder.Services.AddCampaignFunctions();
        builder.Services.AddScoped<KeyedCall>();
        builder.Services.AddScoped<UploadFormReader>();
        builder.Services.AddSingleton<FileAnswer>();
        builder.Services.AddObjectEventSender();
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Services.AddHostedService<LocalObjectEvents>();

        // Timers name their schedules as settings, which the host looks up: a default must be a setting too, the weakest there is.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = SettingDefaults });
    }

    /// <summary>Ends a start that would come to nothing. The host looks at the settings itself when it starts, but logs what it finds with its stack.</summary>
    /// <exception cref="OptionsValidationException">Or an <see cref="AggregateException"/> of several: see <see cref="SettingMistakes"/>.</exception>
    public static void CheckBeforeStart(this IHost host)
    {
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        // Makes the folder of the file store. One that is missing later is a store that is down, not one to be made.
        host.Services.GetRequiredService<IObjectStore>();
    }
}
