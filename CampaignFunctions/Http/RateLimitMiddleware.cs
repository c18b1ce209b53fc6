using System.Globalization;
using System.Threading.RateLimiting;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Http;

/// <summary>
/// A token bucket per tenant, in this instance's memory. It comes after the tenant is known: who is nobody has no bucket, and
/// what is public takes from none. A bucket that has been full for ten seconds is let go.
/// </summary>
internal sealed class RateLimitMiddleware : IFunctionsWorkerMiddleware, IDisposable
{
    private const string Limit = "RateLimit-Limit";
    private const string Remaining = "RateLimit-Remaining";
    private const string Reset = "RateLimit-Reset";

    private readonly RateLimitOptions limits;
    private readonly string burst;
    private readonly PartitionedRateLimiter<string> buckets;

    public RateLimitMiddleware(IOptions<RateLimitOptions> options)
    {
        limits = options.Value;
        burst = limits.Burst.ToString(CultureInfo.InvariantCulture);
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.Burst,
            TokensPerPeriod = limits.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        };
        buckets = PartitionedRateLimiter.Create<string, string>(tenant => RateLimitPartition.GetTokenBucketLimiter(tenant, _ => bucket));
    }

    /// <summary>What every answer to a tenant says of its bucket (https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-06).</summary>
    public static IReadOnlyDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Limit] = "Requests a full bucket holds.",
        [Remaining] = "Requests the bucket holds now.",
        [Reset] = "Seconds until the bucket is full again.",
    };

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || context.InstanceServices.GetRequiredService<TenantContext>() is not { IsSet: true } tenant)
        {
            await next(context);
            return;
        }

        using var lease = buckets.AttemptAcquire(tenant.TenantId);
        var remaining = buckets.GetStatistics(tenant.TenantId)!.CurrentAvailablePermits;
        Tell(http.Response.Headers, remaining);

        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        http.Response.Headers.RetryAfter = Seconds(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait.TotalSeconds : 1);
        await Problems.WriteAsync(http, new OperationError(
            ErrorKind.RateLimited, "rate_limited", $"This tenant may make {limits.RequestsPerSecond} requests a second, and {limits.Burst} at once. Wait as long as Retry-After says."));
    }

    public void Dispose() => buckets.Dispose();

    private void Tell(IHeaderDictionary headers, long remaining)
    {
        headers[Limit] = burst;
        headers[Remaining] = remaining.ToString(CultureInfo.InvariantCulture);
        headers[Reset] = Seconds((limits.Burst - remaining) / (double)limits.RequestsPerSecond);
    }

    private static string Seconds(double seconds) => Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
}
