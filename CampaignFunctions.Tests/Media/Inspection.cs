using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Tests.Media;

/// <summary>An inspector with a work folder of its own, so that what it leaves behind shows.</summary>
internal sealed class Inspection : IAsyncDisposable
{
    private readonly MediaInspector inspector;

    public Inspection(Action<MediaOptions>? change = null)
    {
        Directory.CreateDirectory(Media["work"]);
        var options = new MediaOptions { WorkPath = Media["work"] };
        change?.Invoke(options);
        inspector = new MediaInspector(Options.Create(options));
    }

    public TestMedia Media { get; } = new();

    public string Thumbnail => Media["thumbnail.out"];

    public Task<Result<MediaFacts>> RunAsync(string path, string mimeType, string? thumbnail = null, CancellationToken cancellation = default) =>
        inspector.InspectAsync(path, mimeType, thumbnail ?? Thumbnail, cancellation);

    public async Task<MediaFacts> FactsAsync(string path, string mimeType)
    {
        var result = await RunAsync(path, mimeType);
        Assert.False(result.Failed(out var error, out var facts), error?.Detail);
        return facts;
    }

    public async Task<OperationError> ErrorAsync(string path, string mimeType)
    {
        var result = await RunAsync(path, mimeType);
        Assert.True(result.Failed(out var error, out _));
        Assert.DoesNotContain('/' + Path.GetFileName(Media.Folder), error.Detail, StringComparison.Ordinal);
        Assert.False(File.Exists(Thumbnail));
        AssertNothingLeft();
        return error;
    }

    public void AssertNothingLeft() => Assert.Empty(Directory.EnumerateFileSystemEntries(Media["work"]));

    public async ValueTask DisposeAsync()
    {
        await inspector.DisposeAsync();
        Media.Dispose();
    }
}
