using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Http;
using CampaignFunctions.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Assets;

/// <summary>Reads one upload form part by part; the file streams into the store as it comes, never held (RFC 7578).</summary>
public sealed class UploadFormReader(
    TenantContext tenant, KeyedCall keyedCall, ReceiveFile receiveFile, ReleaseFiles releaseFiles, IOptions<UploadOptions> options, IOptions<AuthOptions> auth)
{
    /// <summary>What fields and part headers may add to a file's bytes.</summary>
    private const long FormOverheadBytes = 1024 * 1024;

    /// <summary>What the fields usually take. A file is larger than its form less this; what is reserved for it must not be more.</summary>
    private const long FieldsBytes = 16 * 1024;

    /// <summary>What fields take at the most that are not refused for their length.</summary>
    private const long LongestFieldsBytes = 256 * 1024;

    private readonly long maxBytes = options.Value.MaxBytes;
    private ReceivedFile? received;

    /// <summary>The form, whose file the caller owns from now on; or what is wrong with it, and nothing stays behind.</summary>
    public async Task<Result<UploadForm>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (MultipartParts.BoundaryOf(request.ContentType).Failed(out var error, out var boundary))
            return error;

        if (request.ContentLength > maxBytes + FormOverheadBytes)
            return UploadErrors.TooLarge(maxBytes);

        var isRead = false;
        try
        {
            await using var parts = new MultipartParts(request.Body, boundary);
            var form = await ReadAsync(parts, request, cancellation);
            isRead = !form.Failed(out _, out _);
            return form;
        }
        catch (BoundExceededException)
        {
            return UploadErrors.TooLarge(maxBytes);
        }
        catch (InvalidDataException exception)
        {
            return MultipartParts.Malformed(exception.Message);
        }
        catch (IOException exception) when (IsCutShort(exception))
        {
            return MultipartParts.Malformed("it ends before its closing boundary.");
        }
        finally
        {
            if (received is not null && !isRead)
                await releaseFiles.DropAsync(received);
        }
    }

    private async Task<Result<UploadForm>> ReadAsync(MultipartParts parts, HttpRequest request, CancellationToken cancellation)
    {
        OperationError? error;
        while (await parts.NextFileAsync(cancellation) is { } file)
        {
            if (received is not null || parts.IsSpooled)
                return OperationError.Invalid("file", "is given more than once; upload files one by one.");

            // In development mode the tenant may stand in a field behind the file, which then waits on disk.
            if (Identify(parts.Fields) is not null)
                await parts.SpoolAsync(file, maxBytes, cancellation);
            else if ((error = await ReceiveAsync(file, file.Body, SizeIn(request.ContentLength), cancellation)) is not null)
                return error;
        }

        if ((error = Identify(parts.Fields) ?? NameUser(parts.Fields, request)) is not null)
            return error;

        if (parts.IsSpooled && (error = await ReceiveSpooledAsync(parts, cancellation)) is not null)
            return error;

        return ReadFields(parts.Fields, request).Then<UploadForm>(fields => new UploadForm(fields, received, parts.Fields, releaseFiles));
    }

    private Task<OperationError?> ReceiveSpooledAsync(MultipartParts parts, CancellationToken cancellation)
    {
        var spooled = parts.OpenSpooled();
        return ReceiveAsync(parts.SpooledFile!, spooled, AnnouncedSize.Exactly(spooled.Length), cancellation);
    }

    private static AnnouncedSize SizeIn(long? formBytes) =>
        formBytes is { } bytes ? new AnnouncedSize(bytes - FieldsBytes, bytes - LongestFieldsBytes, bytes) : AnnouncedSize.Unknown;

    private async Task<OperationError?> ReceiveAsync(FilePart file, Stream content, AnnouncedSize size, CancellationToken cancellation)
    {
        var result = await receiveFile.RunAsync(content, new AnnouncedFile(file.FileName, file.ContentType, size, keyedCall.Key), cancellation);
        return result.Failed(out var error, out received) ? error : null;
    }

    // Null once the tenant is known: from the query or token before, or from the form's fields.
    private OperationError? Identify(IReadOnlyDictionary<string, StringValues> fields) =>
        tenant.IsSet ? null : DevelopmentIdentity.ActFor(tenant, fields.GetValueOrDefault("tenant_id"), fields.GetValueOrDefault("user_id"));

    // In development mode the form may name the user, too, whoever named the tenant.
    private OperationError? NameUser(IReadOnlyDictionary<string, StringValues> fields, HttpRequest request) =>
        auth.Value.Mode == AuthMode.Development && fields.TryGetValue("user_id", out var user) && !request.Query.ContainsKey("user_id")
            ? DevelopmentIdentity.ActFor(tenant, tenant.TenantId, user)
            : null;

    private Result<AssetForm> ReadFields(IReadOnlyDictionary<string, StringValues> fields, HttpRequest request) =>
        fields.TryGetValue("tenant_id", out var claimed) && claimed != tenant.TenantId
            ? TenantErrors.Mismatch()
            : QueryReader.Read<AssetForm>(fields, request.Query);

    // The body ended before its closing boundary. A caller that went away is an exception of another type.
    private static bool IsCutShort(IOException exception) =>
        exception.GetType() == typeof(IOException) && exception.Message.StartsWith("Unexpected end of Stream", StringComparison.Ordinal);
}
