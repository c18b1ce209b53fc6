namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation: who it is, what it may resolve, and what its middleware pass along.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.functioncontext</remarks>
public abstract class FunctionContext
{
    public abstract string InvocationId { get; }

    public abstract string FunctionId { get; }

    /// <summary>The invocation's scope: for HTTP functions the same one as HttpContext.RequestServices.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    public abstract IDictionary<object, object> Items { get; set; }

    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the caller goes away, and for timers when the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
