using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Tests.Auth;

/// <summary>A function that HTTP starts, as its attributes have it.</summary>
internal sealed partial record HttpFunction(string Name, HttpMethod Method, string Route)
{
    /// <summary>All there are, found by reflection: a new one is tested as soon as it is written.</summary>
    public static IReadOnlyList<HttpFunction> All { get; } =
    [
        .. from type in typeof(Startup).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           from verb in trigger.Methods!
           select new HttpFunction(function.Name, HttpMethod.Parse(verb), trigger.Route!),
    ];

    public static HttpFunction Named(string name) => All.First(function => function.Name == name);

    /// <summary>An address of it, where there is nothing.</summary>
    public string PathFor(string tenantId) =>
        RouteParameter().Replace(Route, match => match.Groups["name"].Value switch
        {
            "tenantId" => tenantId,
            "platform" => "meta",
            _ when match.Groups["constraint"].Value == "guid" => Guid.CreateVersion7().ToString(),
            _ => "x-1",
        });

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<constraint>\w+))?\??\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RouteParameter();
}
