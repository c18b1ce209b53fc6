namespace CampaignFunctions.Core.Media;

/// <summary>A private folder under <see cref="MediaOptions.WorkPath"/> that goes with its user.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string Prefix = "campaign-media-";

    public TemporaryFolder(string parent)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Media are processed with Linux tools; run on Linux.");

        FullName = Directory.CreateDirectory(Path.Combine(parent, $"{Prefix}{Guid.CreateVersion7():N}"), OwnerOnly).FullName;
    }

    public string FullName { get; }

    public string PathOf(string name) => Path.Combine(FullName, name);

    /// <summary>Removes what a crash left: folders in which nothing has happened since.</summary>
    public static void DeleteAbandoned(string parent, DateTimeOffset since)
    {
        foreach (var abandoned in new DirectoryInfo(parent).EnumerateDirectories($"{Prefix}*").Where(folder => new DateTimeOffset(folder.LastWriteTimeUtc) < since))
        {
            try
            {
                abandoned.Delete(recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or somebody else was quicker.
            }
        }
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
