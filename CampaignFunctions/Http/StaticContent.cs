using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CampaignFunctions.Http;

/// <summary>
/// Bytes that stay the same while the process runs: compressed once, for those who take them so, and not sent to a caller who has
/// them already (304).
/// </summary>
public sealed class StaticContent(string contentType, byte[] bytes)
{
    private const string Identity = "identity";

    /// <summary>The best first.</summary>
    private readonly IReadOnlyList<Form> forms =
    [
        new("br", Compress(bytes, target => new BrotliStream(target, CompressionLevel.Optimal))),
        new("gzip", Compress(bytes, target => new GZipStream(target, CompressionLevel.Optimal))),
        new(Identity, bytes),
    ];

    public IResult Answer(HttpRequest request) => Http.Answer.Written(context =>
    {
        var form = forms.First(one => one.Coding == Identity || Takes(request, one.Coding));
        var response = context.Response;
        response.Headers.ETag = form.ETag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;

        if (Preconditions.NameAsKnown(request, form.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (form.Coding != Identity)
            response.Headers.ContentEncoding = form.Coding;
        response.ContentType = contentType;
        response.ContentLength = form.Bytes.Length;
        return response.Body.WriteAsync(form.Bytes, context.RequestAborted).AsTask();
    });

    // https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding
    private static bool Takes(HttpRequest request, string coding)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        var named = accepted.FirstOrDefault(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) ?? accepted.FirstOrDefault(one => one.Value == "*");
        return named is not null && named.Quality != 0;
    }

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> compression)
    {
        using var compressed = new MemoryStream();
        using (var target = compression(compressed))
            target.Write(bytes);
        return compressed.ToArray();
    }

    /// <summary>Each form is a representation of its own, with a tag of its own.</summary>
    private sealed record Form(string Coding, byte[] Bytes)
    {
        public string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 16))}\"";
    }
}
