using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>A function's names. Its id is its entry point: unique, and the same in every run.</summary>
internal sealed class LocalFunctionDefinition(MethodInfo method) : FunctionDefinition
{
    public override string PathToAssembly { get; } = method.DeclaringType!.Assembly.Location;

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string Id => EntryPoint;

    public override string Name { get; } = method.GetCustomAttribute<FunctionAttribute>()!.Name;

    public InvalidOperationException Refused(string because) =>
        new($"Function '{Name}' ({EntryPoint}) {because}");
}
