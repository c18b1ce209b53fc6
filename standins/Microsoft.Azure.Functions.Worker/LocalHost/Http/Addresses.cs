using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Where the host listens: as ASP.NET decides (--urls, ASPNETCORE_URLS), else where Azure's Core Tools would.</summary>
internal static class Addresses
{
    private const string Default = "http://127.0.0.1:7071";

    public static void SetDefault(IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey]) && string.IsNullOrEmpty(configuration[WebHostDefaults.HttpPortsKey]))
            configuration[WebHostDefaults.ServerUrlsKey] = Default;
    }
}
