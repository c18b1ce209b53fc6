using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>Reads route values by name, without case, as the type the function asks for.</summary>
internal static class RouteParameter
{
    public static string? Find(Function function, string? name) =>
        function.Http is null ? null : RoutePatternFactory.Parse(function.Route).GetParameter(name!)?.Name;

    public static MethodInfo? ReaderFor(Type type)
    {
        if (type == typeof(string))
            return Reader(nameof(Text));
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return IsParsable(underlying) ? Reader(nameof(Optional)).MakeGenericMethod(underlying) : null;

        return IsParsable(type) ? Reader(nameof(Required)).MakeGenericMethod(type) : null;
    }

    private static bool IsParsable(Type type) =>
        Array.Exists(type.GetInterfaces(), candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IParsable<>) && candidate.GenericTypeArguments[0] == type);

    private static MethodInfo Reader(string name) =>
        typeof(RouteParameter).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static string? Text(LocalFunctionContext context, string name) =>
        context.HttpContext!.Request.RouteValues.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static T Required<T>(LocalFunctionContext context, string name) where T : IParsable<T> =>
        T.TryParse(Text(context, name), CultureInfo.InvariantCulture, out var value) ? value : throw Unreadable(name);

    private static T? Optional<T>(LocalFunctionContext context, string name) where T : struct, IParsable<T> =>
        Text(context, name) is null ? null : Required<T>(context, name);

    private static BadHttpRequestException Unreadable(string name) =>
        new($"The route parameter '{name}' is missing or cannot be read.");
}
