namespace CampaignFunctions.Core.Media.Tools;

/// <summary>A private folder for one inspection, gone with everything in it afterwards. Tools see the file as <see cref="Source"/>,
/// a link, so no name given to them is anybody's text.</summary>
internal sealed class WorkFolder : IDisposable
{
    public const string Source = "source";
    public const string Thumbnail = "thumbnail.webp";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public WorkFolder(string parent, string sourcePath)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Media are processed with Linux tools; run on Linux.");

        Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"{TemporaryFolder.Prefix}{Guid.CreateVersion7():N}"), OwnerOnly).FullName;

        File.CreateSymbolicLink(this[Source], System.IO.Path.GetFullPath(sourcePath));
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
