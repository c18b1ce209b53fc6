using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Which origins' pages may call: those that Host.CORS of local.settings.json lists, separated by commas; none without it.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file</remarks>
internal static class CrossOrigin
{
    private const string Origins = "Host:CORS";
    private const string Credentials = "Host:CORSCredentials";

    public static void UseCrossOrigin(this WebApplication app)
    {
        if (app.Configuration[Origins] is not { Length: > 0 } origins)
            return;

        app.UseCors(policy =>
        {
            policy.WithOrigins(origins.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).AllowAnyHeader().AllowAnyMethod();
            if (app.Configuration.GetValue<bool>(Credentials))
                policy.AllowCredentials();
        });
    }
}
