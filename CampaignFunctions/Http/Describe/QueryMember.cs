using System.Reflection;
using CampaignFunctions.Core.Json;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace CampaignFunctions.Http.Describe;

/// <summary>A property of a query record as the parameter it is, with the property's annotations and initial value.</summary>
internal sealed class QueryMember : ParameterDescriptor, IParameterInfoParameterDescriptor
{
    /// <summary>Describes one property.</summary>
    /// <param name="property">Of the query record.</param>
    /// <param name="initialValue">What it is when left out.</param>
    /// <param name="values">All that it may be, where that is more than its type tells.</param>
    public QueryMember(PropertyInfo property, object? initialValue, IEnumerable<string>? values)
    {
        Values = values;
        Name = WireName.Of(property.Name);
        ParameterType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        ParameterInfo = new PropertyParameter(property, Name, ParameterType, initialValue);
    }

    public ParameterInfo ParameterInfo { get; }

    public IEnumerable<string>? Values { get; }

    private sealed class PropertyParameter : ParameterInfo
    {
        private readonly PropertyInfo property;

        public PropertyParameter(PropertyInfo property, string name, Type type, object? initialValue)
        {
            this.property = property;
            NameImpl = name;
            ClassImpl = type;
            MemberImpl = property;
            DefaultValueImpl = initialValue;
            AttrsImpl = ParameterAttributes.Optional | (initialValue is null ? ParameterAttributes.None : ParameterAttributes.HasDefault);
        }

        public override bool HasDefaultValue => DefaultValueImpl is not null;

        public override object? DefaultValue => DefaultValueImpl;

        public override object? RawDefaultValue => DefaultValueImpl;

        public override object[] GetCustomAttributes(bool inherit) => property.GetCustomAttributes(inherit);

        public override object[] GetCustomAttributes(Type attributeType, bool inherit) => property.GetCustomAttributes(attributeType, inherit);

        public override bool IsDefined(Type attributeType, bool inherit) => property.IsDefined(attributeType, inherit);

        public override IList<CustomAttributeData> GetCustomAttributesData() => property.GetCustomAttributesData();
    }
}
