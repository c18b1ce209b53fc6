using System.Reflection;
using System.Text.RegularExpressions;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Http.Describe;

/// <summary>A function that HTTP starts, as its attributes describe it.</summary>
internal sealed partial record HttpFunction(string Name, MethodInfo Method, string Verb, string Route)
{
    /// <summary>Every one of the application.</summary>
    public static IReadOnlyList<HttpFunction> All { get; } =
        [.. typeof(HttpFunction).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(Of).OrderBy(function => function.Path, StringComparer.Ordinal)];

    /// <summary>Its address with parameters as the contract spells them: <c>/api/campaign-spaces/{space_id}</c>.</summary>
    public string Path => $"{ApiPath.Prefix}/{RouteParameterPattern().Replace(Route, match => $"{{{WireName.Of(match.Groups["name"].Value)}}}")}";

    /// <summary>The folder of its endpoint class.</summary>
    public string Folder => Method.DeclaringType!.Namespace!.Split('.')[^1] switch
    {
        // A namespace called System would hide the framework's.
        "SystemState" => "System",
        var folder => folder,
    };

    public bool IsPublic => Access.Of(Name).IsPublic;

    public string? Summary => Method.GetCustomAttribute<EndpointSummaryAttribute>()?.Summary;

    public string? Description => Method.GetCustomAttribute<EndpointDescriptionAttribute>()?.Description;

    public BodyAttribute? Body => Method.GetCustomAttribute<BodyAttribute>();

    public Type? Form => Method.GetCustomAttribute<FormAttribute>()?.Type;

    public Type? Query => Method.GetCustomAttribute<QueryAttribute>()?.Type;

    public IEnumerable<ProducesResponseTypeAttribute> Answers => Method.GetCustomAttributes<ProducesResponseTypeAttribute>();

    /// <summary>Name and type of what stands in the address.</summary>
    public IEnumerable<(string Name, Type Type)> RouteParameters =>
        from Match match in RouteParameterPattern().Matches(Route)
        let name = match.Groups["name"].Value
        let type = Method.GetParameters().FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))?.ParameterType
        select (WireName.Of(name), type ?? TypeOfConstraint(match.Groups["constraint"].Value));

    /// <summary>The statuses of its problem documents that it names itself.</summary>
    public IReadOnlyList<int> OwnFailures => Method.GetCustomAttribute<FailsAttribute>()?.Statuses ?? [];

    /// <summary>The statuses of its problem documents.</summary>
    public IReadOnlyCollection<int> Failures
    {
        get
        {
            var statuses = new SortedSet<int>(OwnFailures);
            if (!IsPublic)
                statuses.UnionWith([400, 401, 403, 429, 431, 503]);
            // Every POST reads its body, if only to see that there is nothing in it.
            if (Body is not null || Form is not null || Verb == HttpMethods.Post)
                statuses.UnionWith([400, 413, 415, 503]);
            if (TakesIdempotencyKey)
                statuses.UnionWith([409, 413, 422]);
            return statuses;
        }
    }

    /// <summary>Keys are a tenant's, and what is public acts for none.</summary>
    public bool TakesIdempotencyKey => Verb == HttpMethods.Post && !IsPublic;

    /// <summary>An object that is sent to the store's own address is created, whatever the sender has seen of it.</summary>
    public bool TakesIfMatch => OwnFailures.Contains(StatusCodes.Status412PreconditionFailed) && !IsPublic;

    /// <summary>A PUT that is to create, a GET of what may be known already.</summary>
    public bool TakesIfNoneMatch => TakesIfMatch && Verb == HttpMethods.Put || Answers.Any(answer => answer.StatusCode == StatusCodes.Status304NotModified);

    private static IEnumerable<HttpFunction> Of(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()?.Name;
        var trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().SingleOrDefault();

        return name is null || trigger is null
            ? []
            : (trigger.Methods ?? []).Select(verb => new HttpFunction(name, method, verb.ToUpperInvariant(), trigger.Route ?? name));
    }

    private static Type TypeOfConstraint(string constraint) => constraint switch
    {
        "guid" => typeof(Guid),
        "int" => typeof(int),
        "long" => typeof(long),
        _ => typeof(string),
    };

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)(:(?<constraint>[^}]*))?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RouteParameterPattern();
}
