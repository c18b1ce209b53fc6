using System.Reflection;
using CampaignFunctions.Core.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;

namespace CampaignFunctions.Http.Describe;

/// <summary>
/// Tells Microsoft.AspNetCore.OpenApi what there is to call. It replaces the collection the library would make of ASP.NET
/// endpoints: the vendor's worker has a single catch-all one, which says nothing of the functions behind it.
/// </summary>
internal sealed class FunctionDescriptions : IApiDescriptionGroupCollectionProvider
{
    private static readonly EmptyModelMetadataProvider Metadata = new();

    public ApiDescriptionGroupCollection ApiDescriptionGroups { get; } =
        new([new ApiDescriptionGroup(groupName: null, [.. HttpFunction.All.Select(Describe)])], version: 1);

    public static HttpFunction FunctionOf(ApiDescription description) => description.ActionDescriptor.EndpointMetadata.OfType<HttpFunction>().Single();

    private static ApiDescription Describe(HttpFunction function)
    {
        var description = new ApiDescription
        {
            ActionDescriptor = new ActionDescriptor { EndpointMetadata = [.. MetadataOf(function)] },
            HttpMethod = function.Verb,
            RelativePath = function.Path.TrimStart('/'),
        };

        foreach (var (name, type) in function.RouteParameters)
            description.ParameterDescriptions.Add(Parameter(name, type, BindingSource.Path));
        foreach (var member in QueryOf(function))
            description.ParameterDescriptions.Add(Parameter(member.Name, member.ParameterType, BindingSource.Query, member));
        if (function.Body is { } body)
            AddBody(description, body.Type, "application/json");
        if (function.Form is { } form)
            AddBody(description, form, "multipart/form-data");

        foreach (var answer in function.Answers)
            description.SupportedResponseTypes.Add(ResponseType(answer.StatusCode, answer.Type == typeof(void) ? null : answer.Type, answer.Description, ContentTypesOf(answer)));
        foreach (var status in function.Failures)
            description.SupportedResponseTypes.Add(ResponseType(status, typeof(ProblemDocument), description: null, [Problems.ContentType]));

        return description;
    }

    private static IEnumerable<object> MetadataOf(HttpFunction function)
    {
        yield return function;
        yield return new EndpointNameMetadata(function.Name);
        yield return new TagsAttribute(function.Folder);
        if (function.Summary is { } summary)
            yield return new EndpointSummaryAttribute(summary);
        if (function.Description is { } details)
            yield return new EndpointDescriptionAttribute(details);
    }

    private static IEnumerable<QueryMember> QueryOf(HttpFunction function)
    {
        if (function.Query is not { } query)
            return [];

        var initial = Activator.CreateInstance(query);
        return query.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => new QueryMember(property, property.GetValue(initial), property.Name == nameof(ISortedQuery.OrderBy) ? (initial as ISortedQuery)?.Columns : null));
    }

    private static void AddBody(ApiDescription description, Type type, string contentType)
    {
        var body = Parameter("body", type, BindingSource.Body);
        body.IsRequired = true;
        description.ParameterDescriptions.Add(body);
        description.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = contentType });
    }

    private static ApiParameterDescription Parameter(string name, Type type, BindingSource source, ParameterDescriptor? descriptor = null) => new()
    {
        Name = name,
        Type = type,
        Source = source,
        ModelMetadata = Metadata.GetMetadataForType(type),
        ParameterDescriptor = descriptor ?? new ParameterDescriptor { Name = name, ParameterType = type },
    };

    private static ApiResponseType ResponseType(int status, Type? type, string? description, IEnumerable<string> contentTypes) => new()
    {
        StatusCode = status,
        Type = type,
        Description = description,
        ApiResponseFormats = [.. contentTypes.Select(contentType => new ApiResponseFormat { MediaType = contentType })],
    };

    private static MediaTypeCollection ContentTypesOf(ProducesResponseTypeAttribute answer)
    {
        var contentTypes = new MediaTypeCollection();
        ((IApiResponseMetadataProvider)answer).SetContentTypes(contentTypes);
        if (contentTypes.Count == 0 && answer.Type != typeof(void))
            contentTypes.Add("application/json");
        // A success without a type is bytes of whatever type they are.
        if (contentTypes.Count == 0 && answer.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent)
            contentTypes.Add("*/*");
        return contentTypes;
    }
}
