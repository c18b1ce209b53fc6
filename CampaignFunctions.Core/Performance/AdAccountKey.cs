using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Core.Performance;

/// <summary>Which account: the platform, and the platform's own id for it, a string whatever it looks like.</summary>
public sealed record AdAccountKey(Platform Platform, string AccountId)
{
    /// <summary>As they stand in an address.</summary>
    public static Result<AdAccountKey> Parse(string platform, string accountId)
    {
        if (!WireName.TryParse<Platform>(platform, out var known))
            return OperationError.Invalid("platform", $"must be one of {string.Join(", ", WireName.All<Platform>())}.");

        // Servers leave an encoded slash as it is, lest it be taken for one that separates.
        var id = accountId.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (id.Length == 0 || id.EnumerateRunes().Count() > 255 || id.Any(char.IsControl) || id != id.Trim())
            return OperationError.Invalid("account_id", "must have 1 to 255 characters, no control characters, and no space at either end.");

        return new AdAccountKey(known, id);
    }
}
