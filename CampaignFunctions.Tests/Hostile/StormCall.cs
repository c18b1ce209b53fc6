using System.Net;
using CampaignFunctions.Tests.OpenApi;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>One request amid the storm.</summary>
/// <param name="By">Who sends it.</param>
/// <param name="Operation">Whose it is.</param>
/// <param name="Address">Path and query, without prefix.</param>
/// <param name="Expected">What it is answered unless the database was lost on the way.</param>
internal sealed record StormCall(StormTenant By, DescribedOperation Operation, string Address, HttpStatusCode Expected)
{
    /// <summary>The body, to be sent as often as need be.</summary>
    public Func<HttpContent>? Content { get; init; }

    public string? Key { get; init; }

    /// <summary>How many rows of its own the caller must be shown.</summary>
    public int AtLeastRows { get; init; }

    /// <summary>The caller leaves after so many further answers to others; null if it waits.</summary>
    public int? Patience { get; init; }

    public override string ToString() => $"{Operation.Id} by {By.Id}: {Operation.Method} {Address}";

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Operation.Method, $"api/{Address}") { Content = Content?.Invoke() };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {By.Token}");
        if (Key is not null)
            request.Headers.TryAddWithoutValidation(CallRecorder.KeyHeader, Key);
        return request;
    }
}
