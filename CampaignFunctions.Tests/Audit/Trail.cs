using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Audit;

/// <summary>What the audit tells of a tenant.</summary>
internal static class Trail
{
    /// <summary>All of it, the oldest first, page by page.</summary>
    public static async Task<IReadOnlyList<JsonNode>> TrailAsync(this TenantApi tenant, string filter = "")
    {
        var events = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = (await tenant.GetAsync($"audit-events?order_desc=false&limit=100&{filter}{(cursor is null ? "" : $"&cursor={cursor}")}")).Expect(HttpStatusCode.OK);
            events.AddRange(page["audit_events"].AsArray().OfType<JsonNode>());
            cursor = (string?)page.Json["next_cursor"];
        }
        while (cursor is not null);

        return events;
    }

    /// <summary>The last event of these: the one thing a test has just done.</summary>
    public static async Task<JsonNode> LastAsync(this TenantApi tenant, string filter = "") =>
        (await tenant.GetAsync($"audit-events?limit=1&{filter}")).Expect(HttpStatusCode.OK)["audit_events"][0]!;

    /// <summary><c>update campaign_space 01a1…</c></summary>
    public static string Told(this JsonNode auditEvent) => $"{auditEvent["action"]} {auditEvent["resource_type"]} {auditEvent["resource_id"]}";
}
