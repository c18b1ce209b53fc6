using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>A request as it was written: object names keep their escapes until they are taken apart.</summary>
internal sealed class GcsRequest
{
    public GcsRequest(HttpContext http)
    {
        Http = http;
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        RawPath = target.Split('?')[0];
        RawQuery = target.Contains('?', StringComparison.Ordinal) ? target[(target.IndexOf('?', StringComparison.Ordinal) + 1)..] : string.Empty;
        Segments = [.. RawPath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
    }

    public HttpContext Http { get; }

    public string RawPath { get; }

    public string RawQuery { get; }

    public IReadOnlyList<string> Segments { get; }

    public string Method => Http.Request.Method;

    public CancellationToken Gone => Http.RequestAborted;

    public string? this[string parameter] => Http.Request.Query.TryGetValue(parameter, out var value) ? value.ToString() : null;

    public long? Number(string parameter) => this[parameter] is { } text ? long.Parse(text) : null;

    public string? Header(string name) => Http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Google's client compresses what it says in JSON.</summary>
    public async Task<JsonNode> JsonAsync()
    {
        if (Header("Content-Encoding") != "gzip")
            return JsonNode.Parse(await BodyAsync())!;

        await using var unzipped = new GZipStream(Http.Request.Body, CompressionMode.Decompress);
        return (await JsonNode.ParseAsync(unzipped, cancellationToken: Gone))!;
    }

    public async Task<byte[]> BodyAsync()
    {
        using var body = new MemoryStream();
        await Http.Request.Body.CopyToAsync(body, Gone);
        return body.ToArray();
    }
}
