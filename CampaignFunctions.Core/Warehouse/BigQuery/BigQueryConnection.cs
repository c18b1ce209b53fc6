using Google.Apis.Auth.OAuth2;
using Google.Cloud.BigQuery.V2;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>
/// BigQuery by application default credentials, opened when it is first called. Calls that fail in passing, or stay unanswered, are
/// repeated with more and more time in between; so they must be such as can be.
/// </summary>
internal sealed partial class BigQueryConnection
{
    private const string Scope = "https://www.googleapis.com/auth/bigquery";
    private const int Retries = 5;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(16);

    private readonly WarehouseOptions options;
    private readonly ILogger<BigQueryConnection> logger;
    private readonly ResiliencePipeline calls;
    private BigQueryClient? client;

    public BigQueryConnection(IOptions<WarehouseOptions> options, TimeProvider time, ILogger<BigQueryConnection> logger)
    {
        this.options = options.Value;
        this.logger = logger;
        calls = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } exception && BigQueryFailures.IsPassing(exception)),
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                UseJitter = true,
                OnRetry = args =>
                {
                    LogRetry(args.Outcome.Exception!, args.AttemptNumber + 1);
                    return default;
                },
            })
            .AddTimeout(this.options.CallTimeout)
            .Build();
    }

    public async Task<T> CallAsync<T>(Func<BigQueryClient, CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        var opened = client ?? await OpenAsync(cancellation);
        return await calls.ExecuteAsync(async token => await call(opened, token), cancellation);
    }

    private async Task<BigQueryClient> OpenAsync(CancellationToken cancellation)
    {
        var builder = new BigQueryClientBuilder
        {
            ProjectId = options.ProjectId,
            DefaultLocation = options.Location is { Length: > 0 } location ? location : null,
            BaseUri = options.Endpoint is { Length: > 0 } endpoint ? $"{endpoint.TrimEnd('/')}/bigquery/v2/" : null,
            GoogleCredential = await CredentialAsync(cancellation),
        };
        var opened = await builder.BuildAsync(cancellation);
        return Interlocked.CompareExchange(ref client, opened, null) ?? opened;
    }

    // The client has no unauthenticated mode; emulators take any token. They are not looked for a metadata server on behalf of.
    private async Task<GoogleCredential> CredentialAsync(CancellationToken cancellation)
    {
        var nobody = GoogleCredential.FromAccessToken("unauthenticated");
        var hasKey = Environment.GetEnvironmentVariable("GOOGLE_APPLICATION_CREDENTIALS") is { Length: > 0 };
        if (!hasKey && options.Endpoint.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return nobody;

        try
        {
            var credential = await GoogleCredential.GetApplicationDefaultAsync(cancellation);
            return credential.IsCreateScopedRequired ? credential.CreateScoped(Scope) : credential;
        }
        catch (InvalidOperationException) when (options.Endpoint.Length > 0)
        {
            return nobody;
        }
        catch (InvalidOperationException exception)
        {
            throw new WarehouseFaultException(
                "There are no Google credentials to call BigQuery with: set GOOGLE_APPLICATION_CREDENTIALS, or run where there is a metadata server or a federation.", exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "BigQuery did not answer as it should; trying again, for the {Attempt}. time")]
    private partial void LogRetry(Exception exception, int attempt);
}
