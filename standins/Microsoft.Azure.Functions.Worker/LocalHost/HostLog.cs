using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>What the local host itself has to say, and how it prints what the worker says.</summary>
internal static partial class HostLog
{
    /// <summary>One line per message on the console. The Logging section and Logging__LogLevel__* change the levels.</summary>
    public static void PrintLikeTheFunctionsHost(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console => console.SingleLine = true);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Function {Function} failed in invocation {InvocationId}")]
    public static partial void FunctionFailed(this ILogger logger, Exception exception, string function, string invocationId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Timer function {Function} is disabled by {Setting}; it runs only when asked for")]
    public static partial void TimerDisabled(this ILogger logger, string function, string setting);
}
