using CampaignFunctions.Core.Results;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Http;

/// <summary>Reads If-Match.</summary>
public static class IfMatch
{
    public static Precondition Read(HttpRequest request)
    {
        var tags = request.GetTypedHeaders().IfMatch;
        // A header that cannot be read names no version that could match.
        if (tags.Count == 0 && request.Headers.IfMatch.Count > 0)
            return new Precondition([string.Empty]);

        return tags.Count == 0 ? Precondition.None : new Precondition([.. tags.Select(tag => tag.ToString())]);
    }
}
