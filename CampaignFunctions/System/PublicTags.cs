using System.Collections.Frozen;
using System.Diagnostics;
using CampaignFunctions.Core.SystemState;
using OpenTelemetry;

namespace CampaignFunctions.SystemState;

/// <summary>
/// What a span may carry out of the process: these tags and no others. Addresses hold search words, ids and signatures, statements
/// may come to hold values, descriptions of errors quote rows; who adds a library cannot know what it will put in its tags.
/// </summary>
internal sealed class PublicTags : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Allowed = FrozenSet.Create(
        StringComparer.Ordinal,
        Telemetry.FunctionTag, Telemetry.TriggerTag, Telemetry.StatusTag, Telemetry.ErrorTag, "faas.invocation_id", "faas.execution",
        "http.request.method", "http.route", "network.protocol.version",
        "db.system.name", "db.namespace", "db.operation.name", "db.response.status_code", "db.npgsql.prepared", "db.npgsql.rows");

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToArray())
        {
            if (!Allowed.Contains(name))
                data.SetTag(name, value: null);
        }

        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
