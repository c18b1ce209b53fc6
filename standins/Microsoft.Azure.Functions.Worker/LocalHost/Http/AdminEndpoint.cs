using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Starts a timer function now, for callers on this machine only.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http</remarks>
internal static class AdminEndpoint
{
    public static void MapAdmin(this WebApplication app)
    {
        var timers = app.Services.GetRequiredService<TimerHost>();

        app.MapPost("/admin/functions/{name}", context =>
        {
            context.Response.StatusCode = IsLocal(context) && timers.TryRunNow((string)context.Request.RouteValues["name"]!)
                ? StatusCodes.Status202Accepted
                : StatusCodes.Status404NotFound;

            return Task.CompletedTask;
        });
    }

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
