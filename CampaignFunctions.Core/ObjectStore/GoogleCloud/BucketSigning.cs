using System.Globalization;
using System.Net.Http.Headers;
using Google.Cloud.Storage.V1;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>Signed addresses (https://cloud.google.com/storage/docs/access-control/signed-urls), version 4: one request each, bound to its headers.</summary>
internal sealed class BucketSigning(BucketConnection connection, IOptions<ObjectStoreOptions> options, TimeProvider time)
{
    private const string ContentType = "content-type";
    private const string LengthRange = "x-goog-content-length-range";
    private const string IfGenerationMatch = "x-goog-if-generation-match";

    /// <summary>The object is sent as this type and, under a name, to be saved; whatever its creator said it was.</summary>
    public Task<Uri?> SignGetAsync(string name, string contentType, string? attachmentName, CancellationToken cancellation)
    {
        var parameters = new Dictionary<string, IEnumerable<string>>(StringComparer.Ordinal) { ["response-content-type"] = [contentType] };
        if (attachmentName is not null)
            parameters["response-content-disposition"] = [AttachmentOf(attachmentName)];

        return SignAsync(Request(name, HttpMethod.Get).WithQueryParameters(parameters), options.Value.SignedUrlLifetime, cancellation);
    }

    public async Task<SignedUpload?> SignPutAsync(string name, string contentType, long sizeBytes, TimeSpan lifetime, CancellationToken cancellation)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ContentType] = contentType,
            [LengthRange] = string.Create(CultureInfo.InvariantCulture, $"{sizeBytes},{sizeBytes}"),
            // Only if there is no such object: nobody can change what is stored, with this or with a copy of it.
            [IfGenerationMatch] = "0",
        };
        var expiresAt = time.GetUtcNow() + lifetime;
        var request = Request(name, HttpMethod.Put)
            .WithRequestHeaders(headers.Where(header => header.Key != ContentType).ToDictionary(header => header.Key, Values, StringComparer.Ordinal))
            .WithContentHeaders(headers.Where(header => header.Key == ContentType).ToDictionary(header => header.Key, Values, StringComparer.Ordinal));

        var url = await SignAsync(request, lifetime, cancellation);
        return url is null ? null : new SignedUpload(url, HttpMethod.Put.Method, headers, expiresAt);

        static IEnumerable<string> Values(KeyValuePair<string, string> header) => [header.Value];
    }

    private async Task<Uri?> SignAsync(UrlSigner.RequestTemplate request, TimeSpan lifetime, CancellationToken cancellation)
    {
        if ((await connection.OpenAsync(cancellation)).Signer is not { } signer)
            return null;

        var where = UrlSigner.Options.FromDuration(lifetime).WithSigningVersion(SigningVersion.V4);
        if (options.Value.Address is { } address)
            where = where.WithScheme(address.Scheme).WithHost(address.Host).WithPort(address.IsDefaultPort ? null : address.Port);

        return new Uri(await BucketRetries.OnceAsync(token => signer.SignAsync(request, where, token), cancellation));
    }

    private UrlSigner.RequestTemplate Request(string name, HttpMethod method) =>
        UrlSigner.RequestTemplate.FromBucket(options.Value.Bucket).WithObjectName(name).WithHttpMethod(method);

    // RFC 6266: the name in full for whoever reads filename*, and a poor copy for the others.
    private static string AttachmentOf(string name) => new ContentDispositionHeaderValue("attachment")
    {
        FileName = string.Concat(name.Select(letter => letter is >= ' ' and <= '~' and not ('"' or '\\') ? letter : '_')),
        FileNameStar = name,
    }.ToString();
}
