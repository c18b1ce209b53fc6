using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Json;

/// <summary>
/// The members of a PUT body, still as JSON: laid over what is there, members left out stay as they are and
/// null clears (https://www.rfc-editor.org/rfc/rfc7396, at the top level). The outcome is validated as a whole.
/// </summary>
public sealed record Changes<T>(JsonObject Members)
    where T : class
{
    public Result<T> Over(T current)
    {
        var merged = JsonSerializer.SerializeToNode(current, WireJson.Options)!.AsObject();
        foreach (var (name, value) in Members)
            merged[name] = value?.DeepClone();

        return JsonInput.Bind<T>(merged);
    }
}
