using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>One invocation. Its id, items and features are made when first asked for: most invocations need none of them.</summary>
internal sealed class LocalFunctionContext : FunctionContext
{
    /// <summary>The item under which the vendor's worker keeps the request.</summary>
    public const string HttpContextKey = "HttpRequestContext";

    private string? invocationId;
    private IDictionary<object, object>? items;
    private InvocationFeatures? features;

    public LocalFunctionContext(Function function, HttpContext http)
    {
        Function = function;
        HttpContext = http;
        InstanceServices = http.RequestServices;
        CancellationToken = http.RequestAborted;
    }

    public LocalFunctionContext(Function function, TimerInfo timer, IServiceProvider services, CancellationToken cancellation)
    {
        Function = function;
        Timer = timer;
        InstanceServices = services;
        CancellationToken = cancellation;
    }

    public Function Function { get; }

    public HttpContext? HttpContext { get; }

    public TimerInfo? Timer { get; }

    /// <summary>What the function returned; executed when all middleware have returned.</summary>
    public IResult? Result { get; set; }

    public override string InvocationId => invocationId ??= Guid.CreateVersion7().ToString();

    public override string FunctionId => Function.Definition.Id;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IServiceProvider InstanceServices { get; set; }

    public override IDictionary<object, object> Items { get => items ??= NewItems(); set => items = value; }

    public override IInvocationFeatures Features => features ??= new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    private Dictionary<object, object> NewItems() =>
        HttpContext is null ? [] : new() { [HttpContextKey] = HttpContext };
}
