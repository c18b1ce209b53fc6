using System.Net.Http.Headers;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of <see cref="StorageClient.DownloadObjectAsync"/>.</summary>
public sealed class DownloadObjectOptions
{
    /// <summary>How much is read before it is written to the destination.</summary>
    public int? ChunkSize { get; set; }

    public long? Generation { get; set; }

    public RangeHeaderValue Range { get; set; }

    public DownloadValidationMode? DownloadValidationMode { get; set; }
}
