using System.ComponentModel.DataAnnotations;
using System.Reflection;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Http;

/// <summary>One parameter of a query record: its property, and how its text becomes a value.</summary>
internal sealed class QueryParameter
{
    private readonly PropertyInfo property;
    private readonly QueryValue value;
    private readonly bool isFreeText;

    public QueryParameter(PropertyInfo property)
    {
        this.property = property;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var item = type.IsGenericType ? type.GetGenericArguments()[0] : null;

        value = QueryValue.For(item ?? type, property.IsDefined(typeof(EndOfDayAttribute)));
        if (property.GetCustomAttribute<RangeAttribute>() is { Minimum: int least, Maximum: int most })
            value = value with { Rule = $"must be a whole number from {least} to {most}." };
        isFreeText = item == typeof(string) || property.IsDefined(typeof(TextAttribute));
        if (item is not null)
            value = value.ListOf(item, mayBeEmpty: isFreeText);
    }

    /// <summary>Sets the property; the message when the text is not a value of it. Free text that is empty says nothing.</summary>
    public string? Read(object query, string text)
    {
        if (isFreeText && text.Length == 0)
            return null;

        if (value.Parse(text) is not { } parsed)
            return value.Rule;

        property.SetValue(query, parsed);
        return null;
    }
}
