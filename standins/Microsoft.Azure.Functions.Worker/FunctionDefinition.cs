namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known of a function before it runs.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.functiondefinition</remarks>
public abstract class FunctionDefinition
{
    public abstract string PathToAssembly { get; }

    /// <summary>Namespace.Class.Method.</summary>
    public abstract string EntryPoint { get; }

    public abstract string Id { get; }

    public abstract string Name { get; }
}
