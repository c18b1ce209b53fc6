namespace CampaignFunctions.Http.Describe;

/// <summary>The JSON body a function reads; for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class BodyAttribute(Type type, bool partial = false, bool optional = false) : Attribute
{
    public Type Type { get; } = type;

    /// <summary>True for a PUT, where every member may be left out.</summary>
    public bool Partial { get; } = partial;

    /// <summary>True where no body at all is one without members.</summary>
    public bool Optional { get; } = optional;
}

/// <summary>The JSON body a function reads.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BodyAttribute<T>() : BodyAttribute(typeof(T));

/// <summary>The JSON body of a function that can do without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OptionalBodyAttribute<T>() : BodyAttribute(typeof(T), optional: true);

/// <summary>The JSON body of a PUT: members left out stay as they are.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChangesAttribute<T>() : BodyAttribute(typeof(T), partial: true);
