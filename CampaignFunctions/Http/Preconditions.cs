using CampaignFunctions.Core.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace CampaignFunctions.Http;

/// <summary>Reads If-Match and If-None-Match (https://www.rfc-editor.org/rfc/rfc9110#name-preconditions).</summary>
public static class Preconditions
{
    /// <summary>Of a write.</summary>
    public static Precondition Read(HttpRequest request)
    {
        var headers = request.GetTypedHeaders();
        return new Precondition(WantedBy(headers, request), [.. headers.IfNoneMatch.Select(tag => tag.Tag.ToString())]);
    }

    /// <summary>Of a read: the caller has this version already.</summary>
    public static bool NameAsKnown(HttpRequest request, string etag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Tag == etag);

    // A header that cannot be read names no version that could match.
    private static IReadOnlyList<string> WantedBy(RequestHeaders headers, HttpRequest request) =>
        headers.IfMatch is { Count: > 0 } tags ? [.. tags.Select(tag => tag.ToString())]
        : request.Headers.IfMatch.Count > 0 ? [string.Empty]
        : [];
}
