using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>Where each parameter of a function comes from: the request, the timer, the invocation, or the route by name.</summary>
internal static class ParameterBinding
{
    public static Expression For(Function function, ParameterInfo parameter, ParameterExpression context)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return context;
        if (type == typeof(CancellationToken))
            return Expression.Property(context, nameof(LocalFunctionContext.CancellationToken));
        if (type == typeof(TimerInfo) && function.Timer is not null)
            return Expression.Property(context, nameof(LocalFunctionContext.Timer));
        if (type == typeof(HttpRequest) && function.Http is not null)
            return Expression.Property(Expression.Property(context, nameof(LocalFunctionContext.HttpContext)), nameof(HttpContext.Request));
        if (RouteParameter.Find(function, parameter.Name) is { } name && RouteParameter.ReaderFor(type) is { } reader)
            return Expression.Call(reader, context, Expression.Constant(name));

        throw function.Definition.Refused($"has a parameter '{type.Name} {parameter.Name}' that nothing binds. A parameter is the trigger's own type, FunctionContext, CancellationToken, or a string or parsable value named in the route '{function.Route}'.");
    }
}
