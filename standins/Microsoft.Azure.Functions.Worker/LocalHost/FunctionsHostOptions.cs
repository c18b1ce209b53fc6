using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>Where the function classes are: these types, else this assembly, else the one FunctionsHost:Assembly names, else the entry assembly.</summary>
internal sealed class FunctionsHostOptions
{
    public const string AssemblySetting = "FunctionsHost:Assembly";

    public IReadOnlyList<Type>? Types { get; set; }

    public Assembly? Assembly { get; set; }

    public IEnumerable<Type> FindTypes(IConfiguration configuration) =>
        Types ?? (Assembly ?? FindAssembly(configuration[AssemblySetting])).GetTypes();

    private static Assembly FindAssembly(string? name) =>
        string.IsNullOrEmpty(name)
            ? Assembly.GetEntryAssembly() ?? throw new InvalidOperationException($"There is no entry assembly to find functions in. Set {AssemblySetting}, e.g. {AssemblySetting}=CampaignFunctions.")
            : Assembly.Load(new AssemblyName(name));
}
