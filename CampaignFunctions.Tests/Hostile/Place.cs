using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Where in an operation's body any value at all may stand: in its free members, if it has one.</summary>
/// <param name="Member">The free member; null when a value can only stand where it hardly ever belongs.</param>
/// <param name="Before">The body before the value.</param>
/// <param name="After">And behind it.</param>
internal sealed record Place(string? Member, string Before, string After)
{
    private const string Name = "a value";

    private static readonly string[] FreeMembers = ["import_metadata", "template_metadata", "reuse_context", "platform_metadata"];

    public bool IsFree => Member is not null;

    public static Place In(DescribedOperation operation, ExampleBodies examples)
    {
        var declared = examples.NamesOf(operation);
        // A template's space is whatever its overrides say.
        var member = operation.Id == "UseTemplate" ? "import_metadata" : FreeMembers.FirstOrDefault(declared.Contains);
        var others = examples.MembersOf(operation) ?? [];
        var first = member ?? (declared.Count > 0 ? declared[0] : "a");
        others.Remove(first);
        var rest = others.Count == 0 ? string.Empty : $",{others.ToJsonString()[1..^1]}";
        return member is null
            ? new Place(Member: null, $"{{\"{first}\":", $"{rest}}}")
            : new Place(member, $"{{\"{member}\":{{\"{Name}\":", $"}}{rest}}}");
    }

    /// <summary>What is to be seen of the value afterwards, in the answer and when it is read again.</summary>
    public async Task<IReadOnlyList<(string Where, string? Seen)>> SeenAsync(Stage stage, DescribedOperation operation, ApiAnswer answer)
    {
        if (Member is null)
            return [];
        if (operation.Id == "TrackReuse")
        {
            var history = (await stage.Tenant.GetAsync($"{operation.Address(await stage.RouteAsync(operation))}-history?limit=1")).Expect(HttpStatusCode.OK);
            return [("in the answer", TextOf(answer["reuse"]["context"]![Name])), ("when it is read", TextOf(history["history"][0]!["context"]![Name]))];
        }

        var address = answer.Headers.Location is { } location ? $"{location}"["/api/".Length..]
            : $"{(operation.Path.StartsWith("/api/campaign-assets", StringComparison.Ordinal) ? "campaign-assets" : "campaign-spaces")}/{answer.Id}";
        var read = (await stage.Tenant.GetAsync(address)).Expect(HttpStatusCode.OK);
        return [("in the answer", TextOf(answer[Member]![Name])), ("when it is read", TextOf(read[Member]![Name]))];
    }

    private static string TextOf(JsonNode? value) => value?.ToJsonString() ?? "null";
}
