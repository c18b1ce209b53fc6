namespace Google.Cloud.Storage.V1;

/// <summary>How the client tries again. The product does that itself, so only that is stood in for.</summary>
public sealed class RetryOptions
{
    private RetryOptions()
    {
    }

    public static RetryOptions Never { get; } = new();

    internal static void MustBeNever(RetryOptions options)
    {
        if (options != Never)
            throw new NotSupportedException("The stand-in sends each request once: say RetryOptions.Never.");
    }
}
