using System.Text;
using CampaignFunctions.Tests.OpenApi;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Who attacks.</summary>
/// <param name="Name">The roles, for failures.</param>
/// <param name="Roles">What the token gives; null when there is no token.</param>
internal sealed record Attacker(string Name, params IReadOnlyList<string>? Roles);

/// <summary>One request with something of the victim's in it.</summary>
/// <param name="Operation">Whose it is.</param>
/// <param name="Slot">Where that something stands.</param>
/// <param name="By">Who sends it.</param>
/// <param name="Address">Path and query.</param>
internal sealed record Attack(DescribedOperation Operation, string Slot, Attacker By, string Address)
{
    public (string Name, string Value)? Header { get; init; }

    public RequestBytes? Body { get; init; }

    /// <summary>The same request with ids that nobody has. Whoever may tell the two answers apart knows that something is there.</summary>
    public Attack? Twin { get; init; }

    /// <summary>Whether this text is in the request itself, so that its being answered says nothing.</summary>
    public bool Sends(string text) =>
        Uri.UnescapeDataString(Address).Contains(text, StringComparison.OrdinalIgnoreCase)
        || Header?.Value.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || (Body is not null && Encoding.UTF8.GetString(Body.Bytes).Contains(text, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => $"{Operation.Method} {Address} ({Operation.Id}, {Slot}, {By.Name}{(Header is { } header ? $", {header.Name}: {header.Value}" : string.Empty)})";

    public HttpRequestMessage ToRequest(string? token)
    {
        var request = new HttpRequestMessage(Operation.Method, $"api/{Address}") { Content = Body?.ToContent() };
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (Header is var (name, value))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
