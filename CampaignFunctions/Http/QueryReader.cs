using System.Reflection;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Http;

/// <summary>
/// Reads a query string into a record whose properties are the parameters. A parameter that doesn't exist, comes twice
/// or has a value that can't be is a 400 that names it: a typo never silently widens a filter.
/// </summary>
public static class QueryReader
{
    /// <summary>Parameters that every call takes: whom it is for, and the key the Functions host may ask for.</summary>
    private static readonly HashSet<string> Everywhere = new(StringComparer.Ordinal) { "tenant_id", "user_id", "code" };

    public static Result<T> Read<T>(HttpRequest request)
        where T : class, new() => Read<T>(request.Query);

    /// <summary>The same of the fields of a form.</summary>
    public static Result<T> Read<T>(IEnumerable<KeyValuePair<string, StringValues>> given)
        where T : class, new()
    {
        var query = new T();
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);

        foreach (var (name, values) in given)
        {
            if (!Parameters<T>.ByName.TryGetValue(name, out var parameter))
            {
                if (!Everywhere.Contains(name))
                    errors[name] = [$"is not a parameter here; those are {string.Join(", ", Parameters<T>.ByName.Keys)}."];
                continue;
            }

            // A form's fields and the query of its address are read as one: a name in both has two values as well.
            if (!seen.Add(name) || values.Count > 1)
                errors[name] = ["is given more than once; several values are separated by commas."];
            else if (parameter.Read(query, values.ToString()) is { } error)
                errors[name] = [error];
        }

        return errors.Count > 0 ? OperationError.Invalid(errors) : Validate.Request(query);
    }

    private static class Parameters<T>
    {
        public static readonly Dictionary<string, QueryParameter> ByName = typeof(T)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(property => WireName.Of(property.Name), property => new QueryParameter(property), StringComparer.Ordinal);
    }
}
