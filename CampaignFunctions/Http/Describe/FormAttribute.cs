namespace CampaignFunctions.Http.Describe;

/// <summary>The record whose properties are the fields of the multipart form a function reads, beside its <c>file</c>; for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FormAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>The record whose properties are the fields of the multipart form a function reads, beside its <c>file</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FormAttribute<T>() : FormAttribute(typeof(T));
