namespace CampaignFunctions.Core.Media;

/// <summary>A private folder that goes with its user.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaign-media-");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
