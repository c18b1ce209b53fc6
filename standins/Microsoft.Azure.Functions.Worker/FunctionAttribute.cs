namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a public method a function. Its name is unique in the application and is the name used in settings and admin addresses.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.functionattribute</remarks>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
