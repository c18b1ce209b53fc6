using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Reads every line a host logs, and keeps those with canaries in them.</summary>
/// <param name="canaries">What must not be logged.</param>
/// <param name="isVerbose">Whether to read what no host prints as well, down to Trace.</param>
internal sealed class CanaryLog(Canaries canaries, bool isVerbose) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> findings = new();
    private long lines;

    public long Lines => Interlocked.Read(ref lines);

    public IReadOnlyCollection<string> Findings => findings;

    public void AddTo(IServiceCollection services) => services.AddLogging(logging =>
    {
        logging.AddProvider(this);
        if (!isVerbose)
            return;

        // The server's own lines repeat the address as it was sent, which is why no host of ours prints them.
        logging.AddFilter<CanaryLog>(category: null, LogLevel.Trace);
        logging.AddFilter<CanaryLog>("Microsoft.AspNetCore", LogLevel.Warning);
    });

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Interlocked.Increment(ref lines);
        var line = exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}";
        foreach (var place in canaries.PlacesOf(line))
            findings.Enqueue($"{place} in a log line: {line}");
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
