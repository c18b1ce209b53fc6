using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Support;

/// <summary>A span as it arrived.</summary>
internal sealed record ReceivedSpan(string Source, string Name, string TraceId, string SpanId, string ParentId, int Status, string StatusMessage, int Events, IReadOnlyDictionary<string, string> Tags);

/// <summary>A series as it arrived last: the count of a histogram, the value of a counter or gauge.</summary>
internal sealed record ReceivedPoint(string Meter, string Metric, string Unit, IReadOnlyDictionary<string, string> Tags, ulong Count);

/// <summary>A collector in this process that understands OTLP over HTTP (https://opentelemetry.io/docs/specs/otlp/#otlphttp, opentelemetry-proto).</summary>
internal sealed class TestCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> bodies = [];
    private readonly ConcurrentQueue<ReceivedSpan> spans = [];
    private readonly ConcurrentDictionary<string, ReceivedPoint> points = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> resource = new(StringComparer.Ordinal);

    private TestCollector(WebApplication app) => this.app = app;

    public IReadOnlyCollection<ReceivedSpan> Spans => spans;

    public ICollection<ReceivedPoint> Points => points.Values;

    public IReadOnlyDictionary<string, string> Resource => resource;

    /// <summary>The settings of a server that reports here, soon and often.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "50"), ("OTEL_METRIC_EXPORT_INTERVAL", "100"),
    ];

    public static async Task<TestCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = new TestCollector(builder.Build());
        collector.app.MapPost("/v1/traces", (HttpRequest request) => collector.ReceiveAsync(request, collector.ReadSpans));
        collector.app.MapPost("/v1/metrics", (HttpRequest request) => collector.ReceiveAsync(request, collector.ReadMetrics));
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Anywhere in anything that arrived.</summary>
    public bool Received(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return bodies.Any(body => body.AsSpan().IndexOf(wanted) >= 0);
    }

    /// <summary>The count of the series with these tags, and possibly others; 0 when there is none.</summary>
    public ulong CountOf(string metric, params (string Name, string Value)[] tags) =>
        points.Values.Where(point => point.Metric == metric && tags.All(tag => point.Tags.GetValueOrDefault(tag.Name) == tag.Value)).Aggregate(0ul, (sum, point) => sum + point.Count);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ReceiveAsync(HttpRequest request, Action<ProtobufMessage> read)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        bodies.Enqueue(body.ToArray());
        foreach (var ofResource in new ProtobufMessage(body.ToArray()).Messages(1))
        {
            foreach (var (name, value) in ofResource.Messages(1).SelectMany(one => Tags(one, 1)))
                resource[name] = value;
            read(ofResource);
        }
    }

    private void ReadSpans(ProtobufMessage ofResource)
    {
        foreach (var scope in ofResource.Messages(2))
        {
            foreach (var span in scope.Messages(2))
            {
                var status = span.Messages(15).FirstOrDefault();
                spans.Enqueue(new ReceivedSpan(
                    scope.Messages(1).Single().Text(1), span.Text(5), Hex(span, 1), Hex(span, 2), Hex(span, 4),
                    (int)(status?.Number(3) ?? 0), status?.Text(2) ?? "", span.Messages(11).Count(), Tags(span, 9)));
            }
        }
    }

    private void ReadMetrics(ProtobufMessage ofResource)
    {
        foreach (var scope in ofResource.Messages(2))
        {
            foreach (var metric in scope.Messages(2))
            {
                // Gauge 5 and sum 7 hold number points (a whole one is field 6, of any other it matters only that it is there), histogram 9 its own.
                foreach (var point in metric.Messages(5).Concat(metric.Messages(7)).SelectMany(data => data.Messages(1)))
                    Keep(scope, metric, Tags(point, 7), point.Has(6) ? point.Number(6) : 1);
                foreach (var point in metric.Messages(9).SelectMany(data => data.Messages(1)))
                    Keep(scope, metric, Tags(point, 9), point.Number(4));
            }
        }
    }

    private void Keep(ProtobufMessage scope, ProtobufMessage metric, IReadOnlyDictionary<string, string> tags, ulong count)
    {
        var point = new ReceivedPoint(scope.Messages(1).Single().Text(1), metric.Text(1), metric.Text(3), tags, count);
        points[$"{point.Metric} {string.Join(' ', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))}"] = point;
    }

    private static Dictionary<string, string> Tags(ProtobufMessage message, int field) =>
        message.Messages(field).ToDictionary(tag => tag.Text(1), tag => ValueOf(tag.Messages(2).Single()), StringComparer.Ordinal);

    private static string ValueOf(ProtobufMessage value) => value.Has(1) ? value.Text(1) : $"{value.Number(2) | value.Number(3) | value.Number(4)}";

    private static string Hex(ProtobufMessage message, int field) => Convert.ToHexStringLower(message.Bytes(field).Span);
}
