using System.Reflection;
using CampaignFunctions.Core;
using CampaignFunctions.Http.Describe;
using CampaignFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Tests.Architecture;

/// <summary>The two sides of the product, as types and as files.</summary>
internal static class House
{
    public static Assembly Left { get; } = typeof(HttpFunction).Assembly;

    public static Assembly Right { get; } = typeof(CoreRegistration).Assembly;

    /// <summary>Our own types, without what compilers and generators add.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. Left.GetTypes().Concat(Right.GetTypes()).Where(type => type.Namespace?.StartsWith("CampaignFunctions", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal))];

    /// <summary>Classes that something starts.</summary>
    public static IReadOnlyList<Type> Starters { get; } =
        [.. Types.Where(type => type.Assembly == Left && (type.Name.EndsWith("Endpoint", StringComparison.Ordinal) || type.Name.EndsWith("OnTimer", StringComparison.Ordinal) || type.Name.EndsWith("OnObjectEvent", StringComparison.Ordinal)))];

    /// <summary>Classes that do something, by a public RunAsync.</summary>
    public static IReadOnlyList<Type> Operations { get; } = [.. Types.Where(IsOperation)];

    public static bool IsOperation(Type type) => type.Assembly == Right && type is { IsClass: true, IsPublic: true } && type.GetMethods().Any(method => method.Name == "RunAsync");

    public static IEnumerable<MethodInfo> FunctionsOf(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.IsDefined(typeof(FunctionAttribute)));

    /// <summary>Source files of both sides, relative to the checkout: <c>CampaignFunctions.Core/Spaces/Platform.cs</c>.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. new[] { "CampaignFunctions", "CampaignFunctions.Core" }
            .SelectMany(side => Directory.EnumerateFiles(Checkout.PathOf(side), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))];

    public static string Read(string file) => Checkout.Read(file);
}
