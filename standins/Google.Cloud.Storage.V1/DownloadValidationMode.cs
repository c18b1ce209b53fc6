namespace Google.Cloud.Storage.V1;

/// <summary>Whether the client checks what it downloads against the object's hash.</summary>
public enum DownloadValidationMode
{
    Never = 1,
}
