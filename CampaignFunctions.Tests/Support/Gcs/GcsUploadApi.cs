using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>Uploads by https://cloud.google.com/storage/docs/performing-resumable-uploads, and multipart ones.</summary>
internal sealed partial class GcsUploadApi(Uri address, Action<string> complain)
{
    private const int Unit = 256 * 1024;

    public async Task<GcsAnswer> BeginAsync(GcsBucket bucket, GcsRequest request)
    {
        var metadata = await request.JsonAsync();
        var name = (string?)metadata["name"] ?? request["name"];
        if (name is null)
            return Refuse("An upload without a name.");

        var ifGenerationMatch = request.Number("ifGenerationMatch");
        var session = new GcsSession(
            name,
            (string?)metadata["contentType"] ?? request.Header("X-Upload-Content-Type"),
            request.Header("X-Upload-Content-Length") is { } length ? long.Parse(length) : null,
            ifGenerationMatch);
        if (ifGenerationMatch == 0 && bucket.Find(name) is not null)
            return GcsJsonApi.ConditionNotMet();

        var id = $"session-{Guid.CreateVersion7():N}";
        bucket.Sessions[id] = session;
        return GcsAnswer.Empty(StatusCodes.Status200OK).With("Location", $"{address}upload/storage/v1/b/{bucket.Name}/o?uploadType=resumable&upload_id={id}");
    }

    /// <summary>A chunk, or the question how far it is. The body is what has arrived of it.</summary>
    public GcsAnswer Put(GcsBucket bucket, GcsRequest request, byte[] body, GcsFault fault)
    {
        if (fault == GcsFault.SessionGone)
            bucket.Sessions.TryRemove(request["upload_id"]!, out _);
        if (!bucket.Sessions.TryGetValue(request["upload_id"]!, out var session))
            return GcsAnswer.Empty(StatusCodes.Status410Gone);

        lock (session.Gate)
        {
            if (session.Made is { } made)
                return GcsAnswer.Json(made.ToJson());

            var range = ContentRange().Match(request.Header("Content-Range") ?? string.Empty);
            if (!range.Success)
                return Refuse($"Content-Range: {request.Header("Content-Range")}");

            long? total = range.Groups["total"].Value == "*" ? null : long.Parse(range.Groups["total"].Value);
            if (range.Groups["first"].Success)
            {
                var (first, last) = (long.Parse(range.Groups["first"].Value), long.Parse(range.Groups["last"].Value));
                if (Mistake(session, first, last, total) is { } mistake)
                    return Refuse(mistake);

                var isCut = body.Length < last - first + 1 || fault is GcsFault.Partial or GcsFault.Nothing;
                Take(session, fault switch
                {
                    GcsFault.Nothing => [],
                    _ when isCut => body[..(body.Length / 2 / Unit * Unit)],
                    GcsFault.CorruptByte => Corrupt(body),
                    _ => body,
                });
                if (isCut)
                    return Incomplete(session);
            }

            return session.Received.Length == total ? Finish(bucket, request, session) : Incomplete(session);
        }
    }

    /// <summary>https://cloud.google.com/storage/docs/uploading-objects#rest-upload-objects: metadata and bytes in one body.</summary>
    public static async Task<GcsAnswer> MultipartAsync(GcsBucket bucket, GcsRequest request)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.Header("Content-Type")).Boundary).Value!;
        var reader = new MultipartReader(boundary, request.Http.Request.Body);
        var metadata = JsonNode.Parse(await TextOfAsync(await reader.ReadNextSectionAsync()))!;
        var media = (await reader.ReadNextSectionAsync())!;
        using var bytes = new MemoryStream();
        await media.Body.CopyToAsync(bytes);

        var made = bucket.Put((string)metadata["name"]!, bytes.ToArray(), (string?)metadata["contentType"] ?? media.ContentType, contentEncoding: null, request.Number("ifGenerationMatch"));
        return made is null ? GcsJsonApi.ConditionNotMet() : GcsAnswer.Json(made.ToJson());
    }

    private static async Task<string> TextOfAsync(MultipartSection? section)
    {
        using var text = new StreamReader(section!.Body);
        return await text.ReadToEndAsync();
    }

    private static string? Mistake(GcsSession session, long first, long last, long? total)
    {
        if (first != session.Received.Length)
            return $"Bytes from {first} were sent, and {session.Received.Length} have arrived.";

        if (total is { } size && last + 1 > size)
            return $"Bytes up to {last} of {size} were sent.";

        return last + 1 == total || (last - first + 1) % Unit == 0 ? null : $"A chunk of {last - first + 1} bytes is not the last.";
    }

    private static void Take(GcsSession session, byte[] bytes) => session.Received.Write(bytes);

    private static byte[] Corrupt(byte[] bytes)
    {
        if (bytes.Length > 0)
            bytes[^1] ^= 1;
        return bytes;
    }

    private static GcsAnswer Incomplete(GcsSession session)
    {
        var answer = GcsAnswer.Empty(StatusCodes.Status308PermanentRedirect);
        return session.Received.Length == 0 ? answer : answer.With("Range", $"bytes=0-{session.Received.Length - 1}");
    }

    private GcsAnswer Finish(GcsBucket bucket, GcsRequest request, GcsSession session)
    {
        var bytes = session.Received.ToArray();
        if (session.Length is { } promised && promised != bytes.Length)
            return Refuse($"{promised} bytes were promised, and {bytes.Length} sent.");

        if (request.Header("x-goog-hash") is { } hash && hash != $"crc32c={GcsObject.Crc32cOf(bytes)}")
        {
            return GcsAnswer.Error(
                StatusCodes.Status400BadRequest, "invalid", $"Provided CRC32C \"{hash["crc32c=".Length..]}\" doesn't match calculated CRC32C \"{GcsObject.Crc32cOf(bytes)}\".");
        }

        session.Made = bucket.Put(session.ObjectName, bytes, session.ContentType, contentEncoding: null, session.IfGenerationMatch);
        return session.Made is null ? GcsJsonApi.ConditionNotMet() : GcsAnswer.Json(session.Made.ToJson());
    }

    private GcsAnswer Refuse(string mistake)
    {
        complain(mistake);
        return GcsAnswer.Error(StatusCodes.Status400BadRequest, "invalid", mistake);
    }

    [GeneratedRegex(@"^bytes ((?<first>\d+)-(?<last>\d+)|\*)/(?<total>\d+|\*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContentRange();
}
