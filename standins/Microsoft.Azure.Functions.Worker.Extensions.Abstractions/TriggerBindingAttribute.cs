namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Says on a parameter what starts its function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute;
