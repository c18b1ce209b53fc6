using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Google.Cloud.Storage.V1;

/// <summary>A request in the form that is signed.</summary>
/// <remarks>https://cloud.google.com/storage/docs/authentication/canonical-requests</remarks>
internal sealed class V4Request
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private readonly string address;

    public V4Request(UrlSigner.RequestTemplate template, UrlSigner.Options options, UrlSigner.IBlobSigner signer, DateTimeOffset now)
    {
        if (options.Duration < TimeSpan.FromSeconds(1) || options.Duration > Longest)
            throw new ArgumentOutOfRangeException(nameof(options), "A signed address works for a second to seven days.");

        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/auto/storage/goog4_request";
        var headers = HeadersOf(template, options.Host);
        var signedHeaders = string.Join(';', headers.Keys);
        var query = string.Join('&', QueryOf(template, signer, scope, time, options.Duration, signedHeaders));
        var path = $"/{template.Bucket}/{string.Join('/', template.ObjectName.Split('/').Select(Uri.EscapeDataString))}";

        var request = $"{template.HttpMethod}\n{path}\n{query}\n{string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"))}\n{signedHeaders}\nUNSIGNED-PAYLOAD";
        TextToSign = Encoding.UTF8.GetBytes($"{signer.Algorithm}\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}");
        address = $"{options.Scheme}://{options.Host}{(options.Port is { } port ? $":{port}" : string.Empty)}{path}?{query}";
    }

    public byte[] TextToSign { get; }

    public string Signed(byte[] signature) => $"{address}&X-Goog-Signature={Convert.ToHexStringLower(signature)}";

    private static SortedDictionary<string, string> HeadersOf(UrlSigner.RequestTemplate template, string host)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = host };
        foreach (var (name, values) in template.RequestHeaders.Concat(template.ContentHeaders))
            headers.Add(name.ToLowerInvariant(), string.Join(", ", values.Select(OneLine)));
        return headers;
    }

    private static string OneLine(string value) => string.Join(' ', value.Split((char[])null, StringSplitOptions.RemoveEmptyEntries));

    private static SortedSet<string> QueryOf(
        UrlSigner.RequestTemplate template, UrlSigner.IBlobSigner signer, string scope, string time, TimeSpan duration, string signedHeaders)
    {
        (string Name, string Value)[] own =
        [
            ("X-Goog-Algorithm", signer.Algorithm), ("X-Goog-Credential", $"{signer.Id}/{scope}"), ("X-Goog-Date", time),
            ("X-Goog-Expires", ((int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture)), ("X-Goog-SignedHeaders", signedHeaders),
        ];
        var all = own.Concat(template.QueryParameters.SelectMany(parameter => parameter.Value, (parameter, value) => (Name: parameter.Key, Value: value)));
        return new SortedSet<string>(all.Select(parameter => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value)}"), StringComparer.Ordinal);
    }
}
