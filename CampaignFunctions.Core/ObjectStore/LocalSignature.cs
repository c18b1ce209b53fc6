using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CampaignFunctions.Core.Links;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore;

/// <summary>
/// Signed addresses for the store that is a folder, so that direct uploads work there as they do with a bucket: an HMAC over what
/// may be sent and until when, by a key that lies beside the objects and is nobody's to read but this server's.
/// </summary>
public sealed class LocalSignature(IOptions<ObjectStoreOptions> options, TimeProvider time)
{
    private const string KeyFile = "signing-key";

    // Where the store is down there is no key, now; the next call asks again.
    private readonly Lazy<byte[]> key = new(() => KeyIn(new StoreFolder(options.Value.Path)), LazyThreadSafetyMode.PublicationOnly);

    internal SignedUpload SignUpload(string name, string contentType, long sizeBytes, TimeSpan lifetime)
    {
        var upload = new LocalUpload(name, contentType, sizeBytes, (time.GetUtcNow() + lifetime).ToUnixTimeSeconds());
        var query = string.Create(
            CultureInfo.InvariantCulture, $"?type={Uri.EscapeDataString(contentType)}&size={sizeBytes}&expires={upload.ExpiresAt}&signature={Convert.ToHexStringLower(SignatureOf(upload))}");

        return new SignedUpload(
            new Uri(ApiPath.LocalObject(name) + query, UriKind.Relative),
            HttpMethod.Put.Method,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["content-type"] = contentType },
            DateTimeOffset.FromUnixTimeSeconds(upload.ExpiresAt));
    }

    /// <summary>Whether it was signed here, and not too long ago.</summary>
    public bool Allows(LocalUpload upload, string signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature.Length == 2 * given.Length
            && Convert.FromHexString(signature, given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, SignatureOf(upload))
            && time.GetUtcNow().ToUnixTimeSeconds() < upload.ExpiresAt;
    }

    // No part can hold a line break: names and types are checked before they are signed.
    private byte[] SignatureOf(LocalUpload upload) =>
        HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"PUT\n{upload.Name}\n{upload.ContentType}\n{upload.SizeBytes}\n{upload.ExpiresAt}")));

    // Made beside its place and linked into it, so that two servers that start at once end up with one key.
    private static byte[] KeyIn(StoreFolder folder)
    {
        folder.Require();
        var path = folder.PathOf(KeyFile);
        if (!File.Exists(path))
        {
            var made = $"{path}.{Guid.CreateVersion7():N}";
            var mine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                mine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

            using (var file = new FileStream(made, mine))
                file.Write(RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes));

            try
            {
                File.Move(made, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(made);
            }
        }

        return File.ReadAllBytes(path);
    }
}

/// <summary>An object that may be created by one PUT.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its Content-Type, to the letter.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="ExpiresAt">Seconds since 1970.</param>
public sealed record LocalUpload(string Name, string ContentType, long SizeBytes, long ExpiresAt);
