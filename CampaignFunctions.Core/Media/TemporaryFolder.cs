namespace CampaignFunctions.Core.Media;

/// <summary>A private folder that goes with its user.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>How the names of all folders begin that media are worked on in.</summary>
    public const string Prefix = "campaign-media-";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory(Prefix);

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

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

    public void Dispose() => folder.Delete(recursive: true);
}
