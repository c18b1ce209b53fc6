using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace CampaignFunctions.Media;

/// <summary>A CloudEvent (https://github.com/cloudevents/spec) about an object; its other members are passed over.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ObjectCreatedEvent
{
    [Required]
    public ObjectCreatedData? Data { get; init; }
}

/// <summary>The object, of which only the name matters.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ObjectCreatedData(string Name);
