using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>An answer, before it is known whether it will arrive.</summary>
internal sealed record GcsAnswer(int Status, byte[] Body, string ContentType)
{
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static GcsAnswer Json(JsonNode body, int status = StatusCodes.Status200OK) =>
        new(status, Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json; charset=UTF-8");

    public static GcsAnswer Empty(int status) => new(status, [], "text/html; charset=UTF-8");

    /// <summary>https://cloud.google.com/storage/docs/json_api/v1/status-codes</summary>
    public static GcsAnswer Error(int status, string reason, string message) => Json(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = status,
                ["message"] = message,
                ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["domain"] = "global", ["reason"] = reason }),
            },
        },
        status);

    /// <summary>https://cloud.google.com/storage/docs/xml-api/reference-status</summary>
    public static GcsAnswer XmlError(int status, string code, string message) =>
        new(status, Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='UTF-8'?><Error><Code>{code}</Code><Message>{message}</Message></Error>"), "application/xml; charset=UTF-8");

    public GcsAnswer With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }

    /// <summary>An object's bytes, or the range of them that was asked for.</summary>
    public static GcsAnswer Media(GcsObject found, GcsRequest request)
    {
        var (first, last) = RangeOf(request.Header("Range"), found.Bytes.Length);
        if (first > last && found.Bytes.Length > 0)
            return Error(StatusCodes.Status416RangeNotSatisfiable, "requestedRangeNotSatisfiable", "Request range not satisfiable");

        var isRange = request.Header("Range") is not null;
        var answer = new GcsAnswer(isRange ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK, found.Bytes[(int)first..(int)(last + 1)], found.ContentType ?? "application/octet-stream")
            .With("x-goog-generation", $"{found.Generation}")
            .With("x-goog-hash", $"crc32c={found.Crc32c}")
            .With("x-goog-stored-content-length", $"{found.Bytes.Length}")
            .With("Accept-Ranges", "bytes");
        return isRange ? answer.With("Content-Range", $"bytes {first}-{last}/{found.Bytes.Length}") : answer;
    }

    private static (long First, long Last) RangeOf(string? header, long length)
    {
        if (header is null)
            return (0, length - 1);

        var bounds = header["bytes=".Length..].Split('-');
        return (long.Parse(bounds[0]), bounds[1].Length == 0 ? length - 1 : Math.Min(long.Parse(bounds[1]), length - 1));
    }
}
