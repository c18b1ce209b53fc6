using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Http;

/// <summary>Reads a JSON body: strict, bounded, and for the caller's own tenant.</summary>
public static class RequestBody
{
    /// <summary>Bytes. No JSON body of the contract needs more.</summary>
    public const int MaxBytes = 1024 * 1024;

    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class
    {
        var members = await ReadObjectAsync(request, cancellation);
        return members.Then(JsonInput.Bind<T>);
    }

    /// <summary>The same, for a request whose members may all be left out: no body at all is an empty object.</summary>
    public static async Task<Result<T>> ReadOptionalAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class
    {
        if ((await HoldAsync(request, cancellation)).Failed(out var error, out var body))
            return error;

        return body.Length == 0 ? JsonInput.Bind<T>([]) : await ReadAsync<T>(request, cancellation);
    }

    /// <summary>The same, for a request that has no members: whatever its body says would silently do nothing.</summary>
    public static async Task<Result<Nothing>> ReadNothingAsync(HttpRequest request, CancellationToken cancellation)
    {
        var members = await ReadOptionalAsync<NoMembers>(request, cancellation);
        return members.Then<Nothing>(_ => default(Nothing));
    }

    /// <summary>The members of a PUT, to be laid over what is there.</summary>
    public static async Task<Result<Changes<T>>> ReadChangesAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class
    {
        var members = await ReadObjectAsync(request, cancellation);
        return members.Then<Changes<T>>(given => new Changes<T>(given));
    }

    /// <summary>Reads the body whole, and gives it to whoever reads it next.</summary>
    internal static async Task<Result<byte[]>> HoldAsync(HttpRequest request, CancellationToken cancellation)
    {
        if ((await ReadWholeAsync(request, cancellation)).Failed(out var error, out var body))
            return error;

        var held = body.ToArray();
        request.Body = new MemoryStream(held, writable: false);
        return held;
    }

    private static async Task<Result<JsonObject>> ReadObjectAsync(HttpRequest request, CancellationToken cancellation)
    {
        var members = await ReadMembersAsync(request, cancellation);
        return members.Then(given => OfOwnTenant(given, request));
    }

    /// <summary>The members of a JSON object whose sender acts for no tenant.</summary>
    internal static async Task<Result<JsonObject>> ReadMembersAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
            return new OperationError(ErrorKind.UnsupportedContent, "unsupported_media_type", $"The body must be JSON (Content-Type: application/json); it is said to be '{request.ContentType}'.");

        if ((await ReadWholeAsync(request, cancellation)).Failed(out var error, out var body))
            return error;

        try
        {
            return StrictJson.Parse(body.Span)
                .Then(json => json is JsonObject members ? members : (Result<JsonObject>)OperationError.Invalid("body", "must be a JSON object."));
        }
        catch (JsonException exception)
        {
            return new OperationError(ErrorKind.Invalid, "malformed_json", $"The body is not valid JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
        }
    }

    private static async Task<Result<ReadOnlyMemory<byte>>> ReadWholeAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxBytes)
            return TooLarge();

        try
        {
            await using var bounded = new BoundedStream(request.Body, MaxBytes);
            using var body = new MemoryStream();
            await bounded.CopyToAsync(body, cancellation);
            return new ReadOnlyMemory<byte>(body.GetBuffer(), 0, (int)body.Length);
        }
        catch (BoundExceededException)
        {
            return TooLarge();
        }
    }

    // tenant_id in a body may repeat the tenant the call acts for; it never chooses it, and where none is acted for it is a member like any.
    private static Result<JsonObject> OfOwnTenant(JsonObject members, HttpRequest request)
    {
        var tenant = request.HttpContext.RequestServices.GetRequiredService<TenantContext>();
        if (!tenant.IsSet || !members.TryGetPropertyValue("tenant_id", out var claimed))
            return members;

        if (claimed is not JsonValue value || !value.TryGetValue<string>(out var id) || id != tenant.TenantId)
            return TenantErrors.Mismatch();

        members.Remove("tenant_id");
        return members;
    }

    private static OperationError TooLarge() =>
        new(ErrorKind.TooLarge, "body_too_large", $"A JSON body has at most {MaxBytes} bytes.");

    private sealed record NoMembers;
}
