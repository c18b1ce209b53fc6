using CampaignFunctions.Core.SystemState;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CampaignFunctions.SystemState;

/// <summary>
/// Sends spans and metrics to the collector of OTEL_EXPORTER_OTLP_ENDPOINT
/// (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/); without that setting nothing is collected.
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration) : IHostedService, IDisposable
{
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const int FlushMilliseconds = 5_000;

    // Events of spans are exceptions with their messages, which quote rows and addresses: they are for the logs.
    private static readonly Dictionary<string, string?> Limits = new(StringComparer.Ordinal) { ["OTEL_SPAN_EVENT_COUNT_LIMIT"] = "0" };

    private OpenTelemetrySdk? sdk;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(configuration[EndpointSetting]))
            sdk = OpenTelemetrySdk.Create(Configure);

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        sdk?.TracerProvider.ForceFlush(FlushMilliseconds);
        sdk?.MeterProvider.ForceFlush(FlushMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose() => sdk?.Dispose();

    private void Configure(IOpenTelemetryBuilder builder)
    {
        builder.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(Limits).Build());
        builder.ConfigureResource(resource => resource
            .Clear()
            .AddService("campaign-functions", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(), serviceInstanceId: Environment.MachineName)
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector());
        builder.WithTracing(tracing => tracing
            .AddSource(Telemetry.Name, "Microsoft.AspNetCore", "Microsoft.Azure.Functions.Worker", "Npgsql")
            .AddProcessor(new PublicTags()));
        builder.WithMetrics(metrics => metrics
            .AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"));
        builder.UseOtlpExporter();
    }
}
