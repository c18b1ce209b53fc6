using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CampaignFunctions.Core.SystemState;

namespace CampaignFunctions.Tests.Support;

/// <summary>What the product measures in the flow of one test, whatever other tests do meanwhile: measurements are taken where they are recorded.</summary>
internal sealed class RecordedMetrics : IDisposable
{
    private static readonly AsyncLocal<RecordedMetrics?> OfThisFlow = new();

    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<RecordedMetric> recorded = [];

    /// <summary>Listens to the flow that makes it, from now on.</summary>
    public RecordedMetrics()
    {
        OfThisFlow.Value = this;
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    /// <summary>The one measurement of this instrument.</summary>
    public RecordedMetric Single(string instrument) => Assert.Single(recorded, one => one.Instrument == instrument);

    public IEnumerable<RecordedMetric> Of(string instrument) => recorded.Where(one => one.Instrument == instrument);

    public void Dispose()
    {
        OfThisFlow.Value = null;
        listener.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (OfThisFlow.Value == this)
            recorded.Enqueue(new RecordedMetric(instrument.Name, value, tags.ToArray().ToDictionary(StringComparer.Ordinal)));
    }
}

/// <summary>One measurement.</summary>
internal sealed record RecordedMetric(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags);
