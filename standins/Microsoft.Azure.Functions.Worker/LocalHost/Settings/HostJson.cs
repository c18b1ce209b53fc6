using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Settings;

/// <summary>host.json beside the application.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-host-json</remarks>
internal static class HostJson
{
    /// <summary>extensions.http.routePrefix with a leading slash, or nothing for an empty prefix. "/api" when the file does not say.</summary>
    public static string ReadRoutePrefix()
    {
        var host = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: true).Build();
        var prefix = (host["extensions:http:routePrefix"] ?? "api").Trim('/');

        return prefix.Length == 0 ? "" : $"/{prefix}";
    }
}
