namespace CampaignFunctions.Http.Describe;

/// <summary>The multipart form a function reads: a <c>file</c> part and the properties of this record as fields; for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FormAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>The multipart form a function reads: a <c>file</c> part and the properties of this record as fields.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FormAttribute<T>() : FormAttribute(typeof(T));
