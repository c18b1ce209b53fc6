using System.Reflection;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>A [Function] method with its one trigger, compiled for invocation.</summary>
internal sealed class Function
{
    private Function(LocalFunctionDefinition definition, MethodInfo method, HttpTriggerAttribute? http, TimerTriggerAttribute? timer)
    {
        Definition = definition;
        Http = http;
        Timer = timer;
        Invoke = CompileInvoker.For(this, method);
    }

    public LocalFunctionDefinition Definition { get; }

    public HttpTriggerAttribute? Http { get; }

    public TimerTriggerAttribute? Timer { get; }

    public FunctionInvoker Invoke { get; }

    public string Name => Definition.Name;

    public string Route => Http?.Route ?? Name;

    public static Function From(MethodInfo method)
    {
        var definition = new LocalFunctionDefinition(method);
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
            throw definition.Refused("is not public, so Azure would not find it. Make the method and its class public.");

        var parameters = method.GetParameters();
        var http = parameters.Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().ToList();
        var timers = parameters.Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>()).OfType<TimerTriggerAttribute>().ToList();
        if (http.Count + timers.Count != 1)
            throw definition.Refused("needs exactly one parameter with [HttpTrigger] or [TimerTrigger].");

        return new Function(definition, method, http.FirstOrDefault(), timers.FirstOrDefault());
    }
}
