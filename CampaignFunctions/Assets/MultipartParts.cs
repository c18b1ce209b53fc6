using System.Text;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CampaignFunctions.Assets;

/// <summary>Walks a multipart body: fields are collected, the file is handed out as a stream.</summary>
public sealed class MultipartParts(Stream body, string boundary) : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;
    private const int MaxFields = 64;
    private const int MaxFieldBytes = 64 * 1024;
    private const int MaxBoundaryLength = 100;
    private const int MaxPartHeaders = 16;
    private const int MaxPartHeaderBytes = 16 * 1024;

    private readonly MultipartReader reader = new(boundary, body, BufferBytes) { HeadersCountLimit = MaxPartHeaders, HeadersLengthLimit = MaxPartHeaderBytes };
    private readonly Dictionary<string, StringValues> fields = new(StringComparer.Ordinal);
    private FileStream? spool;
    private int fieldCount;

    public IReadOnlyDictionary<string, StringValues> Fields => fields;

    public bool IsSpooled => spool is not null;

    public FilePart? SpooledFile { get; private set; }

    public static Result<string> BoundaryOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return new OperationError(ErrorKind.UnsupportedContent, "unsupported_media_type", $"An upload is a form: Content-Type multipart/form-data; it is said to be '{contentType}'.");

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return boundary is { Length: > 0 and <= MaxBoundaryLength } ? boundary : Malformed("The Content-Type names no usable boundary.");
    }

    public static OperationError Malformed(string why) =>
        new(ErrorKind.Invalid, "malformed_multipart", $"The body is not a whole multipart form: {why}");

    /// <summary>Reads fields up to the next file; null at the end.</summary>
    /// <exception cref="InvalidDataException">The body is no multipart form, or one with too many or too large fields.</exception>
    public async Task<FilePart?> NextFileAsync(CancellationToken cancellation)
    {
        while (await NextSectionAsync(cancellation) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                throw new InvalidDataException("a part has no Content-Disposition.");

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? string.Empty;
            var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.UnescapeAsQuotedString(disposition.FileName);
            if (fileName.HasValue)
            {
                if (name != "file")
                    throw new InvalidDataException($"the file must be sent as the part 'file', not '{name}'.");
                return new FilePart(BaseName(fileName.Value), section.ContentType, section.Body);
            }

            if (fieldCount++ == MaxFields)
                throw new InvalidDataException($"it has more than {MaxFields} fields.");
            var text = await ReadFieldAsync(section.Body, name, cancellation);
            fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), text);
        }

        return null;
    }

    /// <summary>Puts the file aside on disk until <see cref="OpenSpooled"/>.</summary>
    public async Task SpoolAsync(FilePart file, long maxBytes, CancellationToken cancellation)
    {
        SpooledFile = file;
        var path = Path.Combine(Path.GetTempPath(), $"upload-{Guid.CreateVersion7():N}");
        spool = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, BufferBytes, FileOptions.Asynchronous);
        // Gone from the folder at once and from the disk when closed, even by a crash.
        File.Delete(path);
        await using var bounded = new BoundedStream(file.Body, maxBytes);
        await bounded.CopyToAsync(spool, cancellation);
    }

    public Stream OpenSpooled()
    {
        spool!.Position = 0;
        return spool;
    }

    public ValueTask DisposeAsync() => spool?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<MultipartSection?> NextSectionAsync(CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellation);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"the headers of a part cannot be read; it has at most {MaxPartHeaders} of them, in less than {MaxPartHeaderBytes} bytes.", exception);
        }
    }

    private static async Task<string> ReadFieldAsync(Stream body, string name, CancellationToken cancellation)
    {
        try
        {
            await using var bounded = new BoundedStream(body, MaxFieldBytes);
            // Bytes that mark an encoding are bytes of the text here: it is UTF-8.
            using var text = new StreamReader(bounded, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            return await text.ReadToEndAsync(cancellation);
        }
        catch (BoundExceededException exception)
        {
            throw new InvalidDataException($"the field '{name}' has more than {MaxFieldBytes} bytes.", exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"the field '{name}' is not UTF-8.", exception);
        }
    }

    // Some senders give the whole path on their disk.
    private static string? BaseName(string? fileName) =>
        fileName?[(fileName.LastIndexOfAny(['/', '\\']) + 1)..] is { Length: > 0 } name ? name : null;
}
