using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Looks at every row an answer shows, and says which are not the caller's.</summary>
internal sealed class OwnRows(Canaries canaries)
{
    private static readonly string[] Names = ["campaign_name", "asset_name", "reused_in_name", "resource_name", "name"];

    // What is left of files where rows were added up.
    private static readonly HashSet<string> Sizes = new(StringComparer.Ordinal) { "file_size", "total_asset_size_bytes", "total_size_bytes", "size_bytes", "used_bytes", "storage_used_bytes" };

    /// <summary>How many rows there are, and what in them is another's.</summary>
    public (int Rows, IReadOnlyList<string> Foreign) Of(StormCall call, ApiAnswer answer)
    {
        var seen = new Seen(call.By);
        foreach (var place in canaries.PlacesOf($"{answer.Headers}{answer.ContentHeaders}{answer.Text}", word => word == call.By.Word))
            seen.Foreign.Add($"a word of {place}'s");

        switch (answer.ContentHeaders.ContentType?.MediaType)
        {
            case "application/json":
                Look(answer.Json, seen);
                break;
            case "text/csv":
                Look(answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..], seen);
                break;
            case "text/plain":
                Look([answer.Text], seen);
                break;
        }

        return (seen.Rows, seen.Foreign);
    }

    private static void Look(string[] lines, Seen seen)
    {
        foreach (var line in lines)
        {
            seen.Rows++;
            if (!line.Contains(seen.Caller.Word, StringComparison.Ordinal))
                seen.Foreign.Add(line);
        }
    }

    private static void Look(JsonNode? json, Seen seen)
    {
        if (json is JsonArray items)
        {
            foreach (var item in items)
                Look(item, seen);
        }

        if (json is not JsonObject members)
            return;

        var names = Names.Select(name => members[name]).OfType<JsonValue>().Select(name => (string)name!).ToList();
        seen.Rows += names.Count > 0 ? 1 : 0;
        if (names.Exists(name => !name.Contains(seen.Caller.Word, StringComparison.Ordinal)))
            seen.Foreign.Add(members.ToJsonString());
        if (members["tenant_id"] is { } tenant && (string?)tenant != seen.Caller.Id)
            seen.Foreign.Add(members.ToJsonString());

        foreach (var (name, value) in members)
        {
            if (Sizes.Contains(name) && value is not null && (long)value % seen.Caller.FileSize != 0)
                seen.Foreign.Add($"{name}: {value}");
            Look(value, seen);
        }
    }

    private sealed record Seen(StormTenant Caller)
    {
        public int Rows { get; set; }

        public List<string> Foreign { get; } = [];
    }
}
