using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Performance;

/// <summary>The members of an ad account that callers write.</summary>
public sealed record AdAccountInput
{
    [Text(255, MinimumLength = 1)]
    public string? AccountName { get; init; }

    /// <summary>ISO 4217.</summary>
    [RegularExpression("[A-Z]{3}", ErrorMessage = "must be an ISO 4217 code of three capital letters, such as USD.")]
    public string? Currency { get; init; }

    /// <summary>IANA: the zone in which the account's days begin.</summary>
    [IanaTimeZone]
    public string? TimeZone { get; init; }
}
