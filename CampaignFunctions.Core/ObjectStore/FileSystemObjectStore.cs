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
    private readonly StoreFolder folder;
    private readonly LocalSignature signature;

    public FileSystemObjectStore(IOptions<ObjectStoreOptions> options, LocalSignature signature)
    {
        this.signature = signature;
        folder = new StoreFolder(options.Value.Path);
        folder.Make();
    }

    /// <summary>Where objects are written until they are whole.</summary>
    public const string Incoming = "incoming";

    public async Task CreateAsync(string name, string contentType, Stream content, CancellationToken cancellation)
    {
        var target = folder.PathOf(name);
        var partial = Path.Combine(folder.Incoming, Guid.CreateVersion7().ToString("N"));
        try
        {
            await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
                await content.CopyToAsync(file, CopyBufferBytes, cancellation);

            // A tenant's folder may be made here, the store's must not.
            folder.Require();
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(partial, target, overwrite: false);
        }
        catch (Exception exception) when ((exception is FileNotFoundException or DirectoryNotFoundException) && !folder.IsThere)
        {
            throw StoreFolder.Gone(exception);
        }
        catch
        {
            if (folder.IsThere)
                File.Delete(partial);
            throw;
        }
    }

    public Task<StoredObject?> OpenAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var file = new FileStream(folder.PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, CopyBufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return Task.FromResult<StoredObject?>(new StoredObject(file, file.Length, new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle))));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            folder.Require();
            return Task.FromResult<StoredObject?>(null);
        }
    }

    public Task<ObjectFacts?> FindAsync(string name, CancellationToken cancellation)
    {
        var entry = TryDescribe(new FileInfo(folder.PathOf(name)), name);
        if (entry is null)
            folder.Require();

        return Task.FromResult(entry is null ? null : new ObjectFacts(name, entry.SizeBytes, ContentType: null, ContentEncoding: null, entry.CreatedAt));
    }

    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        var path = folder.PathOf(name);
        folder.Require();
        if (Directory.Exists(Path.GetDirectoryName(path)))
            File.Delete(path);
        return Task.CompletedTask;
    }

    public Task<Uri?> SignedUrlAsync(string name, string contentType, string? attachmentName, CancellationToken cancellation) =>
        Task.FromResult<Uri?>(null);

    public Task<SignedUpload?> SignUploadAsync(string name, string contentType, long sizeBytes, TimeSpan lifetime, CancellationToken cancellation)
    {
        folder.Require();
        return Task.FromResult<SignedUpload?>(signature.SignUpload(name, contentType, sizeBytes, lifetime));
    }

    public Task CheckAsync(CancellationToken cancellation)
    {
        folder.Require();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<ObjectEntry> ListAsync(string prefix, string? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Nothing under a prefix is an answer; no store at all is not.
        folder.Require();
        var files = folder.Under(prefix[..(prefix.LastIndexOf('/') + 1)]);
        if (!files.Exists)
            yield break;

        await Task.Yield();
        foreach (var file in files.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = folder.NameOf(file.FullName);
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
}
