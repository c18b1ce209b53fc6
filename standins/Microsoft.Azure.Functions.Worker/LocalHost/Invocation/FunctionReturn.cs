using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>Brings what functions return (nothing, a result, a task of either) to one shape.</summary>
internal static class FunctionReturn
{
    public static Expression AsResult(Function function, MethodCallExpression call)
    {
        var type = call.Type;
        if (type == typeof(void))
            return Expression.Block(call, Expression.Default(typeof(ValueTask<IResult?>)));
        if (type == typeof(Task) || type == typeof(ValueTask))
            return Expression.Call(typeof(FunctionReturn), nameof(Nothing), null, call);
        if (type.IsAssignableTo(typeof(IResult)))
            return Expression.Call(typeof(FunctionReturn), nameof(Result), null, Expression.Convert(call, typeof(IResult)));
        if (IsTaskOfResult(type))
            return Expression.Call(typeof(FunctionReturn), nameof(ResultOf), type.GenericTypeArguments, call);

        throw function.Definition.Refused($"returns {type}. Return IResult, Task<IResult>, ValueTask<IResult>, Task, ValueTask or nothing.");
    }

    private static bool IsTaskOfResult(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        && type.GenericTypeArguments[0].IsAssignableTo(typeof(IResult));

    private static ValueTask<IResult?> Result(IResult? result) => new(result);

    private static async ValueTask<IResult?> Nothing(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<IResult?> Nothing(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<IResult?> ResultOf<T>(Task<T> task) where T : IResult => await task;

    private static async ValueTask<IResult?> ResultOf<T>(ValueTask<T> task) where T : IResult => await task;
}
