using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Storage;

namespace CampaignFunctions.Core.Media;

/// <summary>The file goes on beyond the limit.</summary>
public sealed class IncomingTooLargeException() : IOException("The file is larger than allowed.");

/// <summary>The file goes on beyond what the tenant may store.</summary>
internal sealed class IncomingOverQuotaException(OperationError error) : IOException("The file does not fit the tenant's quota.")
{
    public OperationError Error => error;
}

/// <summary>What flows through is hashed, and bounded by the limit and, as long as it is to be kept, the tenant's quota.</summary>
internal sealed class IncomingStream(Stream inner, long maxBytes, QuotaClaim quota) : HashedStream(inner)
{
    private bool isKept = true;

    /// <summary>Reads to the end for the hash alone.</summary>
    public Task HashRestAsync(CancellationToken cancellation)
    {
        isKept = false;
        return CopyToAsync(Null, cancellation);
    }

    protected override async ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await base.TakeAsync(bytes, cancellation);
        if (Count > maxBytes)
            throw new IncomingTooLargeException();
        if (isKept && (await quota.CoverAsync(Count, cancellation)).Failed(out var error, out _))
            throw new IncomingOverQuotaException(error);
    }
}
