using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Support;

/// <summary>
/// Keeps what the hosts of this process log as errors, by trace, so that a failed test can say what was behind an answer
/// that itself gives nothing away.
/// </summary>
internal sealed class LoggedFailures : ILoggerProvider, ILogger
{
    private static readonly ConcurrentDictionary<string, string> ByTrace = new(StringComparer.Ordinal);

    /// <summary>What was logged of this trace, on lines of its own; empty when nothing was.</summary>
    public static string Of(string? traceId) =>
        traceId is not null && ByTrace.TryGetValue(traceId, out var logged) ? $"{Environment.NewLine}Logged:{logged}" : string.Empty;

    public ILogger CreateLogger(string categoryName) => this;

    // Enabled, it makes the host open a trace for each request, as it does wherever somebody reads its log.
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || Activity.Current?.TraceId.ToHexString() is not { } traceId)
            return;

        var failure = $"{Environment.NewLine}{formatter(state, exception)} {exception}";
        ByTrace.AddOrUpdate(traceId, failure, (_, before) => before + failure);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
