using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>Compiles a function's call once, so that an invocation costs no reflection.</summary>
internal static class CompileInvoker
{
    public static FunctionInvoker For(Function function, MethodInfo method)
    {
        var context = Expression.Parameter(typeof(LocalFunctionContext), "context");
        var arguments = method.GetParameters().Select(parameter => ParameterBinding.For(function, parameter, context));
        var call = Expression.Call(method.IsStatic ? null : NewInstance(method.DeclaringType!, context), method, arguments);

        return Expression.Lambda<FunctionInvoker>(FunctionReturn.AsResult(function, call), context).Compile();
    }

    private static UnaryExpression NewInstance(Type type, ParameterExpression context)
    {
        var factory = ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);
        var services = Expression.Property(context, nameof(LocalFunctionContext.InstanceServices));

        return Expression.Convert(Expression.Invoke(Expression.Constant(factory), services, Expression.Constant(null, typeof(object[]))), type);
    }
}
