using System.Globalization;
using Google.Apis.Bigquery.v2.Data;

namespace Google.Cloud.BigQuery.V2;

/// <summary>A named parameter of a query. The value of a date is a DateTime, of an array a list of strings without nulls.</summary>
/// <remarks>https://cloud.google.com/bigquery/docs/parameterized-queries</remarks>
public sealed class BigQueryParameter(string name, BigQueryDbType? type, object? value)
{
    public string Name { get; set; } = name;

    public BigQueryDbType? Type { get; set; } = type;

    public object? Value { get; set; } = value;

    internal QueryParameter ToQueryParameter() => (Type, Value) switch
    {
        (BigQueryDbType.String, string text) => Of("STRING", text),
        (BigQueryDbType.Date, DateTime day) => Of("DATE", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        (BigQueryDbType.Array, IReadOnlyList<string> items) => OfItems(items),
        _ => throw new InvalidOperationException($"A {Value?.GetType().Name ?? "null"} cannot be the value of a parameter of type {Type?.ToString() ?? "null"}."),
    };

    private QueryParameter Of(string wireType, string text) => new()
    {
        Name = Name,
        ParameterType = new QueryParameterType { Type = wireType },
        ParameterValue = new QueryParameterValue { Value = text },
    };

    private QueryParameter OfItems(IReadOnlyList<string> items)
    {
        if (items.Contains(null))
            throw new InvalidOperationException("An array parameter cannot contain nulls.");

        return new QueryParameter
        {
            Name = Name,
            ParameterType = new QueryParameterType { Type = "ARRAY", ArrayType = new QueryParameterType { Type = "STRING" } },
            ParameterValue = new QueryParameterValue { ArrayValues = [.. items.Select(item => new QueryParameterValue { Value = item })] },
        };
    }
}
