using System.Text;
using CampaignFunctions.Core.Media;

namespace CampaignFunctions.Tests.Media;

public sealed class VideoInspectionTests : IAsyncLifetime
{
    private readonly Inspection inspection = new();

    [Theory]
    [InlineData("a.mp4", "video/mp4", "h264", "libx264")]
    [InlineData("a.mov", "video/quicktime", "h264", "libx264")]
    [InlineData("a.webm", "video/webm", "vp8", "libvpx")]
    [InlineData("a.mkv", "video/x-matroska", "h264", "libx264")]
    [InlineData("a.avi", "video/x-msvideo", "mpeg4", "mpeg4")]
    [InlineData("a.mpg", "video/mpeg", "mpeg2video", "mpeg2video")]
    [InlineData("a.ts", "video/mp2t", "h264", "libx264")]
    public async Task Every_video_type_gives_its_facts_and_a_picture(string name, string mimeType, string codec, string encoder)
    {
        var video = inspection.Media.Video(name, "-c:v", encoder);
        Assert.Equal(mimeType, ContentSniffer.Sniff(File.ReadAllBytes(video)));

        var facts = await inspection.FactsAsync(video, mimeType);

        Assert.Equal((640, 360), (facts.Width, facts.Height));
        Assert.InRange(facts.DurationSeconds!.Value, 1.8m, 2.2m);
        Assert.Equal(codec, facts.Metadata["codec"]);
        Assert.Equal("25", facts.Metadata["frame_rate"]);
        Assert.Equal((320, 180), await ThumbnailSizeAsync());
    }

    [Fact]
    public async Task A_video_filmed_upright_is_upright()
    {
        var flat = inspection.Media.Video("a.mp4", "-c:v", "libx264");
        TestMedia.Run("ffmpeg", "-v", "error", "-i", flat, "-c", "copy", "-metadata:s:v:0", "rotate=90", inspection.Media["b.mp4"]);

        var facts = await inspection.FactsAsync(inspection.Media["b.mp4"], "video/mp4");

        Assert.Equal((360, 640), (facts.Width, facts.Height));
        Assert.Equal((180, 320), await ThumbnailSizeAsync());
    }

    [Theory]
    [InlineData("video/mp4")]
    [InlineData("video/webm")]
    [InlineData("video/x-msvideo")]
    [InlineData("video/mp2t")]
    [InlineData("video/mpeg")]
    public async Task A_playlist_is_refused_and_opens_nothing(string mimeType)
    {
        var other = inspection.Media.Video("secret.ts", "-c:v", "libx264");
        string[] playlists =
        [
            $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\n{other}\n#EXT-X-ENDLIST\n",
            $"ffconcat version 1.0\nfile '{other}'\n",
        ];

        foreach (var playlist in playlists)
        {
            var error = await inspection.ErrorAsync(inspection.Media.Write("list", Encoding.UTF8.GetBytes(playlist)), mimeType);
            Assert.Equal("media_unreadable", error.Code);
        }
    }

    [Fact]
    public async Task Sound_without_a_picture_fails()
    {
        TestMedia.Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=1", inspection.Media["a.mp4"]);

        var error = await inspection.ErrorAsync(inspection.Media["a.mp4"], "video/mp4");

        Assert.Equal("The video holds no picture track.", error.Detail);
    }

    [Fact]
    public async Task A_truncated_video_fails() =>
        await inspection.ErrorAsync(inspection.Media.Truncated(inspection.Media.Video("a.mp4", "-c:v", "libx264"), 0.5), "video/mp4");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await inspection.DisposeAsync();

    private async Task<(int Width, int Height)> ThumbnailSizeAsync()
    {
        var facts = await inspection.FactsAsync(inspection.Thumbnail, "image/webp");
        return (facts.Width, facts.Height);
    }
}
