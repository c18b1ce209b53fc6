using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Json;

/// <summary>Turns a JSON object into a request and says, by member, what is wrong with it.</summary>
public static class JsonInput
{
    public static Result<T> Bind<T>(JsonObject body)
        where T : class
    {
        var unknown = body.Select(member => member.Key).Where(name => Members<T>.AreAll && !Members<T>.Names.Contains(name)).ToList();
        if (unknown.Count > 0)
            return OperationError.Invalid(unknown.ToDictionary(name => name, _ => new[] { Members<T>.Rule }, StringComparer.Ordinal));

        try
        {
            return Validate.Request(body.Deserialize<T>(WireJson.Options)!);
        }
        catch (JsonException exception)
        {
            return Invalid(exception);
        }
    }

    /// <summary>What a reader's exception says, in words about the member it met.</summary>
    public static OperationError Invalid(JsonException exception)
    {
        var member = exception.Path is { } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body";
        // The framework's messages name .NET types; ours, thrown by the converters, don't.
        var message = exception.Message.StartsWith("must ", StringComparison.Ordinal)
            ? exception.Message.Split(" Path: ", 2)[0]
            : "has a value of the wrong type.";

        return OperationError.Invalid(member, message);
    }

    private static class Members<T>
    {
        /// <summary>False for what others define and may extend, such as events, and for what keeps further members to look at itself.</summary>
        public static readonly bool AreAll = WireJson.Options.GetTypeInfo(typeof(T)).UnmappedMemberHandling != JsonUnmappedMemberHandling.Skip
            && !typeof(T).GetProperties().Any(property => property.IsDefined(typeof(JsonExtensionDataAttribute), inherit: true));

        public static readonly HashSet<string> Names =
            [.. WireJson.Options.GetTypeInfo(typeof(T)).Properties.Select(property => property.Name)];

        public static readonly string Rule =
            $"is not a member that can be written; {(Names.Count == 0 ? "there are none" : $"those are {string.Join(", ", Names)}")}.";
    }
}
