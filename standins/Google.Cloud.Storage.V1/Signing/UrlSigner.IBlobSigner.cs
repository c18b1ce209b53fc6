namespace Google.Cloud.Storage.V1;

public sealed partial class UrlSigner
{
    /// <summary>Signs bytes for somebody; signatures are base64.</summary>
    public interface IBlobSigner
    {
        /// <summary>Who signs, as an e-mail address.</summary>
        string Id { get; }

        /// <summary>Such as <c>GOOG4-RSA-SHA256</c>.</summary>
        string Algorithm { get; }

        string CreateSignature(byte[] data, BlobSignerParameters parameters);

        Task<string> CreateSignatureAsync(byte[] data, BlobSignerParameters parameters, CancellationToken cancellationToken);
    }

    /// <summary>What a signer may need besides the bytes.</summary>
    public sealed class BlobSignerParameters
    {
        internal BlobSignerParameters(DateTimeOffset timestamp) => SignatureTimestamp = timestamp;

        public DateTimeOffset SignatureTimestamp { get; }
    }
}
