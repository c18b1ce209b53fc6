namespace Google.Cloud.Storage.V1;

/// <summary>Options of <see cref="StorageClient.DeleteObjectAsync"/>.</summary>
public sealed class DeleteObjectOptions
{
    public long? IfGenerationMatch { get; set; }

    public RetryOptions RetryOptions { get; set; }
}
