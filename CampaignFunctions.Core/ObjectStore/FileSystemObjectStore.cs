using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore;

/// <summary>
/// Objects as files of a folder, for local runs and tests. An object is written beside its place and linked into it when
/// whole, so that a reader never sees half of one; what a crash leaves in <c>incoming/</c> the sweep removes.
/// </summary>
public sealed class FileSystemObjectStore : IObjectStore
{
    private const int CopyBufferBytes = 128 * 1024;
    private readonly string root;
    private readonly LocalSignature signature;

    public FileSystemObjectStore(IOptions<ObjectStoreOptions> options, LocalSignature signature)
    {
        this.signature = signature;
        root = Path.GetFullPath(options.Value.Path);
        Directory.CreateDirectory(Path.Combine(root, Incoming));
    }

    /// <summary>Where objects are written until they are whole.</summary>
    public const string Incoming = "incoming";

    public async Task CreateAsync(string name, string contentType, Stream content, CancellationToken cancellation)
    {
        var target = PathOf(name);
        var partial = Path.Combine(root, Incoming, Guid.CreateVersion7().ToString("N"));
        try
        {
            await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
                await content.CopyToAsync(file, CopyBufferBytes, cancellation);

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(partial, target, overwrite: false);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    public Task<StoredObject?> OpenAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var file = new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, CopyBufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return Task.FromResult<StoredObject?>(new StoredObject(file, file.Length, new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle))));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<StoredObject?>(null);
        }
    }

    public Task<ObjectFacts?> FindAsync(string name, CancellationToken cancellation)
    {
        var entry = TryDescribe(new FileInfo(PathOf(name)), name);
        return Task.FromResult(entry is null ? null : new ObjectFacts(name, entry.SizeBytes, ContentType: null, ContentEncoding: null, entry.CreatedAt));
    }

    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        var path = PathOf(name);
        if (Directory.Exists(Path.GetDirectoryName(path)))
            File.Delete(path);
        return Task.CompletedTask;
    }

    public Task<Uri?> SignedUrlAsync(string name, string contentType, string? attachmentName, CancellationToken cancellation) =>
        Task.FromResult<Uri?>(null);

    public Task<SignedUpload?> SignUploadAsync(string name, string contentType, long sizeBytes, TimeSpan lifetime, CancellationToken cancellation) =>
        Task.FromResult<SignedUpload?>(signature.SignUpload(name, contentType, sizeBytes, lifetime));

    public Task CheckAsync(CancellationToken cancellation) =>
        Directory.Exists(root) ? Task.CompletedTask : throw Gone();

    public async IAsyncEnumerable<ObjectEntry> ListAsync(string prefix, string? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var folder = new DirectoryInfo(Path.Combine(root, prefix[..(prefix.LastIndexOf('/') + 1)]));
        if (!folder.Exists)
        {
            // Nothing under a prefix is an answer; no store at all is not.
            if (!Directory.Exists(root))
                throw Gone();
            yield break;
        }

        await Task.Yield();
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = Path.GetRelativePath(root, file.FullName);
            if (name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(name, from) >= 0 && TryDescribe(file, name) is { } entry)
                yield return entry;
        }
    }

    // Null for one that went between being seen and being looked at.
    private static ObjectEntry? TryDescribe(FileInfo file, string name)
    {
        try
        {
            return new ObjectEntry(name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static DirectoryNotFoundException Gone() => new("The object store's folder is gone.");

    // Names are made by us; the check is the second lock on a door that is shut already.
    private string PathOf(string name)
    {
        var path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("An object name must not leave the store.", nameof(name));
    }
}
