using System.Text.RegularExpressions;

namespace CampaignFunctions.Core.Tenancy;

/// <summary>What a tenant's id may look like: it is part of object names, so nothing in it can mean anything to a path.</summary>
public static partial class TenantId
{
    public const string Rule = "1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit";

    /// <summary>The rule as a JSON Schema pattern.</summary>
    public const string SchemaPattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    /// <summary>Under this go the rows that are nobody's, so that every row still has a tenant. No tenant can be called so.</summary>
    public const string Nobody = "~";

    public static bool IsValid(string? value) => value is not null && Pattern().IsMatch(value);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();
}
