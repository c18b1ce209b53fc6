using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>Signed addresses by https://cloud.google.com/storage/docs/access-control/signed-urls (version 4), checked as Google checks them.</summary>
internal sealed class GcsXmlApi(GcsAccount account, TimeProvider time)
{
    public GcsAnswer Get(GcsBucket bucket, GcsRequest request, string name)
    {
        if (Refusal(request) is { } refusal)
            return refusal;

        if (bucket.Find(name) is not { } found)
            return GcsAnswer.XmlError(StatusCodes.Status404NotFound, "NoSuchKey", "The specified key does not exist.");

        var answer = GcsAnswer.Media(found, request) with { ContentType = request["response-content-type"] ?? found.ContentType ?? "application/octet-stream" };
        foreach (var (header, value) in GcsAnswer.Media(found, request).Headers)
            answer.With(header, value);
        return request["response-content-disposition"] is { } disposition ? answer.With("Content-Disposition", disposition) : answer;
    }

    public async Task<GcsAnswer> PutAsync(GcsBucket bucket, GcsRequest request, string name)
    {
        if (Refusal(request) is { } refusal)
            return refusal;

        var body = await request.BodyAsync();
        if (request.Header("x-goog-content-length-range")?.Split(',') is [var smallest, var largest])
        {
            if (body.Length > long.Parse(largest, CultureInfo.InvariantCulture))
                return GcsAnswer.XmlError(StatusCodes.Status400BadRequest, "EntityTooLarge", "Your proposed upload is larger than the maximum object size specified in your Policy Document.");
            if (body.Length < long.Parse(smallest, CultureInfo.InvariantCulture))
                return GcsAnswer.XmlError(StatusCodes.Status400BadRequest, "EntityTooSmall", "Your proposed upload is smaller than the minimum object size specified in your Policy Document.");
        }

        long? ifGenerationMatch = request.Header("x-goog-if-generation-match") is { } generation ? long.Parse(generation, CultureInfo.InvariantCulture) : null;
        var made = bucket.Put(name, body, request.Header("Content-Type"), request.Header("Content-Encoding"), ifGenerationMatch);
        return made is null
            ? GcsAnswer.XmlError(StatusCodes.Status412PreconditionFailed, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.")
            : GcsAnswer.Empty(StatusCodes.Status200OK).With("x-goog-generation", $"{made.Generation}").With("x-goog-hash", $"crc32c={made.Crc32c}");
    }

    private GcsAnswer? Refusal(GcsRequest request)
    {
        if (request["X-Goog-Signature"] is not { } signature || request["X-Goog-Algorithm"] != "GOOG4-RSA-SHA256")
            return GcsAnswer.XmlError(StatusCodes.Status403Forbidden, "AccessDenied", "Access denied.");

        var signedAt = DateTimeOffset.ParseExact(request["X-Goog-Date"]!, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (time.GetUtcNow() >= signedAt.AddSeconds(request.Number("X-Goog-Expires")!.Value))
            return GcsAnswer.XmlError(StatusCodes.Status400BadRequest, "ExpiredToken", "The provided token has expired.");

        var signedHeaders = request["X-Goog-SignedHeaders"]!.Split(';');
        if (request.Http.Request.Headers.Keys.FirstOrDefault(key => key.StartsWith("x-goog-", StringComparison.OrdinalIgnoreCase) && !signedHeaders.Contains(key.ToLowerInvariant(), StringComparer.Ordinal)) is { } unsigned)
            return GcsAnswer.XmlError(StatusCodes.Status400BadRequest, "MalformedSecurityHeader", $"Header {unsigned} was included but not signed.");

        return request["X-Goog-Credential"]!.StartsWith($"{account.Email}/", StringComparison.Ordinal)
            && account.HasSigned(TextToSign(request, signedHeaders), Convert.FromHexString(signature))
                ? null
                : GcsAnswer.XmlError(StatusCodes.Status403Forbidden, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
    }

    // https://cloud.google.com/storage/docs/authentication/canonical-requests. A port is part of the address, not of the signature.
    private static byte[] TextToSign(GcsRequest request, string[] signedHeaders)
    {
        var query = string.Join('&', request.RawQuery.Split('&').Where(parameter => !parameter.StartsWith("X-Goog-Signature=", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var headers = string.Concat(signedHeaders.Select(name => $"{name}:{(name == "host" ? request.Http.Request.Host.Host : request.Header(name)?.Trim())}\n"));
        var canonical = $"{request.Method}\n{request.RawPath}\n{query}\n{headers}\n{string.Join(';', signedHeaders)}\nUNSIGNED-PAYLOAD";
        var scope = request["X-Goog-Credential"]!.Split('/', 2)[1];
        return Encoding.UTF8.GetBytes($"GOOG4-RSA-SHA256\n{request["X-Goog-Date"]}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}");
    }
}
