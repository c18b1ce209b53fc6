namespace Google.Cloud.Storage.V1;

/// <summary>Options of <see cref="StorageClient.GetObjectAsync"/>.</summary>
public sealed class GetObjectOptions
{
    public RetryOptions RetryOptions { get; set; }
}
