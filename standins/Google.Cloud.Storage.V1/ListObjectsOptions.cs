namespace Google.Cloud.Storage.V1;

/// <summary>Options of <see cref="StorageClient.ListObjectsAsync"/>.</summary>
public sealed class ListObjectsOptions
{
    public int? PageSize { get; set; }

    public string PageToken { get; set; }

    /// <summary>Names before it in lexicographic order are left out; itself it is not.</summary>
    public string StartOffset { get; set; }

    /// <summary>What of the answer is wanted; with paging it must name nextPageToken.</summary>
    public string Fields { get; set; }

    public RetryOptions RetryOptions { get; set; }
}
