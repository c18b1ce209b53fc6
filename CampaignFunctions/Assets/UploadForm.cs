using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Idempotency;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Assets;

/// <summary>An upload form, read: its fields and, received already, its file. A file that nobody took is dropped in the end.</summary>
public sealed class UploadForm(AssetForm fields, ReceivedFile? file, IReadOnlyDictionary<string, StringValues> sent, ReleaseFiles releaseFiles) : IAsyncDisposable
{
    private bool isTaken;

    public AssetForm Fields => fields;

    /// <summary>From now on the file is the caller's.</summary>
    public ReceivedFile? TakeFile()
    {
        isTaken = true;
        return file;
    }

    /// <summary>What was sent, whatever the boundary between its parts.</summary>
    internal void AddTo(Fingerprint fingerprint)
    {
        fingerprint.Add(sent);
        fingerprint.Add(file?.Sha256);
        fingerprint.Add(file?.FileName);
        fingerprint.Add(file?.ClaimedType);
    }

    public async ValueTask DisposeAsync()
    {
        if (file is not null && !isTaken)
            await releaseFiles.DropAsync(file);
    }
}
