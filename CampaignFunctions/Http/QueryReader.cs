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
    /// <summary>Whom a call is for.</summary>
    private static readonly HashSet<string> Caller = new(StringComparer.Ordinal) { "tenant_id", "user_id" };

    /// <summary>Parameters that every call takes: whom it is for, and the key the Functions host may ask for.</summary>
    private static readonly HashSet<string> Everywhere = [.. Caller, "code"];

    public static Result<T> Read<T>(HttpRequest request)
        where T : class, new() => Read<T>(request.Query);

    /// <summary>A form's fields and the query of its address are read as one.</summary>
    public static Result<T> Read<T>(IEnumerable<KeyValuePair<string, StringValues>> fields, IQueryCollection query)
        where T : class, new() => Read<T>(fields.Where(field => !Caller.Contains(field.Key)).Concat(query.Where(parameter => !Everywhere.Contains(parameter.Key))), others: new HashSet<string>(StringComparer.Ordinal));

    public static Result<T> Read<T>(IQueryCollection given)
        where T : class, new() => Read<T>(given, Everywhere);

    private static Result<T> Read<T>(IEnumerable<KeyValuePair<string, StringValues>> given, HashSet<string> others)
        where T : class, new()
    {
        var query = new T();
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);

        foreach (var (name, values) in given)
        {
            if (!Parameters<T>.ByName.TryGetValue(name, out var parameter))
            {
                if (!others.Contains(name))
                    errors[name] = [$"is not a parameter here; those are {string.Join(", ", Parameters<T>.ByName.Keys)}."];
                continue;
            }

            // A name that is in a form and in the query of its address has two values as well.
            if (!seen.Add(name) || values.Count > 1)
                errors[name] = ["is given more than once; several values are separated by commas."];
            // Which the framework's own readers of numbers and flags pass over at the end.
            else if (values[0]?.Contains('\0', StringComparison.Ordinal) == true)
                errors[name] = ["contains a NUL character, which nothing has."];
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
