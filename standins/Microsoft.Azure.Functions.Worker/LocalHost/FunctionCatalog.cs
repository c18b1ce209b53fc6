using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>The application's functions, found once.</summary>
internal sealed class FunctionCatalog(IOptions<FunctionsHostOptions> options, IConfiguration configuration)
{
    public IReadOnlyList<Function> Functions { get; } = Find(options.Value.FindTypes(configuration));

    private static List<Function> Find(IEnumerable<Type> types)
    {
        var functions = types
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(Function.From)
            .ToList();

        // Names are compared as the Functions host compares them: without case.
        foreach (var same in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()))
            throw new InvalidOperationException($"Two functions are named '{same.Key}': {string.Join(" and ", same.Select(function => function.Definition.EntryPoint))}. Give each [Function] its own name.");

        return functions;
    }
}
