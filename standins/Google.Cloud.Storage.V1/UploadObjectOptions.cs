namespace Google.Cloud.Storage.V1;

/// <summary>Options of <see cref="StorageClient.InitiateUploadSessionAsync"/>.</summary>
public sealed class UploadObjectOptions
{
    /// <summary>0: only if there is no such object.</summary>
    public long? IfGenerationMatch { get; set; }
}
