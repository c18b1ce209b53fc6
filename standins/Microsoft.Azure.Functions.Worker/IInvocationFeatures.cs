namespace Microsoft.Azure.Functions.Worker;

/// <summary>What middleware attach to an invocation, one value per type.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.iinvocationfeatures</remarks>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    void Set<T>(T instance);

    T? Get<T>();
}
