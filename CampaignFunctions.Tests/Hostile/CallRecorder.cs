using System.Collections.Concurrent;
using CampaignFunctions.Tests.OpenApi;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>A call that succeeded, as it was sent.</summary>
/// <param name="Operation">Which it was.</param>
/// <param name="Route">What stood in its address, by parameter.</param>
/// <param name="Query">What stood behind the question mark.</param>
/// <param name="Body">Its body, if it had one.</param>
/// <param name="Key">The Idempotency-Key it was sent under, if its operation takes one.</param>
internal sealed record RecordedCall(DescribedOperation Operation, IReadOnlyDictionary<string, string> Route, string Query, RequestBytes? Body, string? Key);

/// <summary>A body, to be sent as often as need be.</summary>
internal sealed record RequestBytes(byte[] Bytes, string ContentType)
{
    public ByteArrayContent ToContent()
    {
        var content = new ByteArrayContent(Bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return content;
    }
}

/// <summary>Keeps the calls that succeed. A POST that may have an Idempotency-Key gets one.</summary>
internal sealed class CallRecorder(DescribedApi described) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    public const string KeyHeader = "Idempotency-Key";

    private readonly ConcurrentQueue<RecordedCall> calls = new();

    public IReadOnlyCollection<RecordedCall> Calls => calls;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (operation, route) = Find(request.Method, request.RequestUri!.AbsolutePath);
        var key = operation?.Parameters("header").Any(header => (string?)header["name"] == KeyHeader) == true ? $"key-{Guid.CreateVersion7()}" : null;
        if (key is not null && !request.Headers.Contains(KeyHeader))
            request.Headers.TryAddWithoutValidation(KeyHeader, key);
        var body = request.Content is null ? null : new RequestBytes(await request.Content.ReadAsByteArrayAsync(cancellationToken), $"{request.Content.Headers.ContentType}");

        var response = await base.SendAsync(request, cancellationToken);
        if (operation is not null && response.IsSuccessStatusCode)
            calls.Enqueue(new RecordedCall(operation, route, request.RequestUri.Query.TrimStart('?'), body, key));
        return response;
    }

    private (DescribedOperation? Operation, IReadOnlyDictionary<string, string> Route) Find(HttpMethod method, string path)
    {
        var steps = path.Split('/');
        var fitting =
            from operation in described.Operations.Values
            where operation.Method == method
            let named = operation.Path.Split('/')
            where named.Length == steps.Length && named.Zip(steps).All(pair => pair.First == pair.Second || pair.First[0..Math.Min(1, pair.First.Length)] == "{")
            orderby named.Count(step => step.StartsWith('{'))
            select (Operation: operation, Route: named.Zip(steps).Where(pair => pair.First.StartsWith('{')).ToDictionary(pair => pair.First.Trim('{', '}'), pair => Uri.UnescapeDataString(pair.Second), StringComparer.Ordinal));

        var (found, route) = fitting.FirstOrDefault();
        return (found, route ?? []);
    }
}
