using CampaignFunctions.Core.Idempotency;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Idempotency;

/// <summary>A call, and the Idempotency-Key it may have come with.</summary>
public sealed class KeyedCall(TenantContext tenant, AnswerOnce answerOnce)
{
    /// <summary>Null for a call that came without one.</summary>
    internal string? Key { get; private set; }

    /// <summary>Null when the header could be read; or what is wrong with it.</summary>
    internal OperationError? TakeKey(StringValues header)
    {
        if (IdempotencyKeyHeader.Read(header).Failed(out var error, out var key))
            return error;

        Key = key;
        return null;
    }

    /// <summary>Runs what takes effect and answers; or, when this call was made before under its key, gives the answer of then.</summary>
    /// <param name="http">The call.</param>
    /// <param name="addBody">What it asks beside address and user.</param>
    /// <param name="function">Takes effect and answers.</param>
    internal async Task<IResult> RunAsync(HttpContext http, Action<Fingerprint> addBody, Func<Task<IResult>> function)
    {
        if (Key is not { } key)
            return await function();

        var answer = await answerOnce.RunAsync(
            key, FingerprintOf(http.Request, addBody), async () => await RecordedAnswer.OfAsync(await function(), http), http.RequestAborted);
        return answer.Match(RecordedAnswer.Give, Problems.From);
    }

    private byte[] FingerprintOf(HttpRequest request, Action<Fingerprint> addBody)
    {
        using var fingerprint = new Fingerprint();
        fingerprint.Add(request.Path.Value);
        fingerprint.Add(request.Query);
        fingerprint.Add(tenant.UserId);
        addBody(fingerprint);
        return fingerprint.ToArray();
    }
}
