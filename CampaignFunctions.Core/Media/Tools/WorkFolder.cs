namespace CampaignFunctions.Core.Media.Tools;

/// <summary>A private folder for one inspection, gone with everything in it afterwards. Tools see the file as <see cref="Source"/>,
/// a link, so no name given to them is anybody's text.</summary>
internal sealed class WorkFolder : IDisposable
{
    public const string Source = "source";
    public const string Thumbnail = "thumbnail.webp";

    private readonly TemporaryFolder folder;

    public WorkFolder(string parent, string sourcePath)
    {
        folder = new TemporaryFolder(parent);
        File.CreateSymbolicLink(this[Source], System.IO.Path.GetFullPath(sourcePath));
    }

    public string Path => folder.FullName;

    public string this[string name] => folder.PathOf(name);

    public void Dispose() => folder.Dispose();
}
