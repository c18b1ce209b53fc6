namespace CampaignFunctions.Http.Describe;

/// <summary>The record whose properties are a function's query parameters; for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class QueryAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>The record whose properties are a function's query parameters.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryAttribute<T>() : QueryAttribute(typeof(T));
