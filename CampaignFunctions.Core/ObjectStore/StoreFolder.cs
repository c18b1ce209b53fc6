using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore;

/// <summary>
/// The folder of the file store. It counts as there while <see cref="Incoming"/> is, which is made at the start only: the empty
/// folder that is left where a volume was mounted is no store without objects, but no store.
/// </summary>
internal sealed class StoreFolder(string folder)
{
    private readonly string root = Path.GetFullPath(folder);

    /// <summary>Where objects are written until they are whole.</summary>
    public string Incoming => Path.Combine(root, FileSystemObjectStore.Incoming);

    public bool IsThere => Directory.Exists(Incoming);

    /// <summary>At the start.</summary>
    /// <exception cref="OptionsValidationException">It cannot be made where the setting has it.</exception>
    public void Make()
    {
        try
        {
            Directory.CreateDirectory(Incoming);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(ObjectStoreOptions), [$"ObjectStore:Path must be a folder that can be made and written, not '{root}': {exception.Message}"]);
        }
    }

    /// <summary>Nothing, while the folder is there.</summary>
    /// <exception cref="ObjectStoreException">The store is down.</exception>
    public void Require()
    {
        if (!IsThere)
            throw Gone();
    }

    /// <summary>What something that was not found means while the folder is not there.</summary>
    public static ObjectStoreException Gone(Exception? missed = null) => new(ObjectStoreFault.Unavailable, "The object store's folder is gone.", missed);

    public DirectoryInfo Under(string prefix) => new(Path.Combine(root, prefix));

    public string NameOf(string file) => Path.GetRelativePath(root, file);

    // Names are made by us; the check is the second lock on a door that is shut already.
    public string PathOf(string name)
    {
        var path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("An object name must not leave the store.", nameof(name));
    }
}
