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

/// <summary>What flows through is hashed, and bounded by the limit and the tenant's quota.</summary>
internal sealed class IncomingStream(Stream inner, long maxBytes, QuotaClaim quota) : HashedStream(inner)
{
    protected override async ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await base.TakeAsync(bytes, cancellation);
        if (Count > maxBytes)
            throw new IncomingTooLargeException();
        if ((await quota.CoverAsync(Count, cancellation)).Failed(out var error, out _))
            throw new IncomingOverQuotaException(error);
    }
}
