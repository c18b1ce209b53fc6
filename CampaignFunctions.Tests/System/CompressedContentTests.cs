using System.IO.Compression;
using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.SystemState;

/// <summary>The document and its page are large and always the same: whoever takes them compressed gets them so.</summary>
public sealed class CompressedContentTests
{
    public static TheoryData<string> Paths => ["openapi.json", "docs"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Compressed_they_are_the_same_bytes_in_fewer(string path)
    {
        var plain = await GetAsync(path, accepted: null);

        foreach (var (accepted, coding) in new[] { ("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br, zstd", "br"), ("br;q=0, gzip;q=0.5", "gzip"), ("*", "br"), ("GZIP", "gzip") })
        {
            var compressed = await GetAsync(path, accepted);

            Assert.Equal(coding, compressed.Coding);
            Assert.Equal(plain.Bytes, await DecompressAsync(compressed));
            Assert.True(compressed.Bytes.Length * 2 < plain.Bytes.Length, $"{compressed.Bytes.Length} of {plain.Bytes.Length} bytes");
            Assert.Equal(plain.ContentType, compressed.ContentType);
            Assert.NotEqual(plain.ETag, compressed.ETag);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Who_takes_nothing_that_we_have_gets_them_as_they_are(string path)
    {
        foreach (var accepted in new[] { null, "", "identity", "deflate, zstd", "br;q=0", "*;q=0" })
        {
            var answer = await GetAsync(path, accepted);

            Assert.Null(answer.Coding);
            Assert.Equal("Accept-Encoding", answer.Vary);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Who_has_a_form_already_is_told_so_of_that_form(string path)
    {
        var gzip = await GetAsync(path, "gzip");

        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(path, "gzip", gzip.ETag)).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(path, "br", gzip.ETag)).Status);
    }

    private static async Task<Got> GetAsync(string path, string? accepted, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/{path}");
        if (accepted is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);

        using var response = await (await RunningApi.SharedAsync()).Http.SendAsync(request);
        var headers = response.Content.Headers;
        return new Got(
            response.StatusCode, headers.ContentEncoding.SingleOrDefault(), headers.ContentType?.ToString(), response.Headers.ETag?.ToString(), string.Join(", ", response.Headers.Vary), await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task<byte[]> DecompressAsync(Got got)
    {
        using var compressed = new MemoryStream(got.Bytes);
        await using Stream plain = got.Coding == "br" ? new BrotliStream(compressed, CompressionMode.Decompress) : new GZipStream(compressed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await plain.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private sealed record Got(HttpStatusCode Status, string? Coding, string? ContentType, string? ETag, string Vary, byte[] Bytes);
}
