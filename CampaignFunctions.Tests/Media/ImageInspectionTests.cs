using System.Numerics;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Tests.Media;

public sealed class ImageInspectionTests : IAsyncLifetime
{
    private readonly Inspection inspection = new();

    [Theory]
    [InlineData("a.jpg", "image/jpeg")]
    [InlineData("a.png", "image/png")]
    [InlineData("a.gif", "image/gif")]
    [InlineData("a.webp", "image/webp")]
    [InlineData("a.avif", "image/avif")]
    [InlineData("a.heic", "image/heic")]
    [InlineData("a.tif", "image/tiff")]
    [InlineData("a.bmp", "image/bmp")]
    public async Task Every_image_type_gives_its_size_and_a_small_WebP(string name, string mimeType)
    {
        var picture = inspection.Media.Picture(name);
        Assert.Equal(mimeType, ContentSniffer.Sniff(File.ReadAllBytes(picture)));

        var facts = await inspection.FactsAsync(picture, mimeType);

        Assert.Equal((800, 600, 1), (facts.Width, facts.Height, facts.Orientation));
        Assert.Null(facts.DurationSeconds);
        Assert.Equal("image/webp", facts.ThumbnailMimeType);
        var thumbnail = await inspection.FactsAsync(inspection.Thumbnail, "image/webp");
        Assert.Equal((320, 240), (thumbnail.Width, thumbnail.Height));
        inspection.AssertNothingLeft();
    }

    [Fact]
    public async Task A_small_picture_is_not_enlarged()
    {
        await inspection.FactsAsync(inspection.Media.Picture("a.png", 60, 40), "image/png");

        var thumbnail = await inspection.FactsAsync(inspection.Thumbnail, "image/webp");
        Assert.Equal((60, 40), (thumbnail.Width, thumbnail.Height));
    }

    [Theory]
    [InlineData(1, 800, 600)]
    [InlineData(3, 800, 600)]
    [InlineData(6, 600, 800)]
    [InlineData(8, 600, 800)]
    public async Task Orientation_turns_the_size_and_the_thumbnail(ushort orientation, int width, int height)
    {
        var facts = await inspection.FactsAsync(PhotoWithExif(orientation), "image/jpeg");

        Assert.Equal((width, height, orientation), (facts.Width, facts.Height, facts.Orientation));
        var thumbnail = await inspection.FactsAsync(inspection.Thumbnail, "image/webp");
        Assert.Equal(width > height, thumbnail.Width > thumbnail.Height);
    }

    [Fact]
    public async Task A_place_reaches_neither_the_metadata_nor_the_thumbnail()
    {
        var facts = await inspection.FactsAsync(PhotoWithExif(orientation: 1), "image/jpeg");

        Assert.Equal("TestCam", facts.Metadata["camera_make"]);
        Assert.DoesNotContain(facts.Metadata, fact => (fact.Key + fact.Value).Contains("gps", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(facts.Metadata.Values, value => value.Contains(TestExif.Place, StringComparison.Ordinal));
        var thumbnail = File.ReadAllBytes(inspection.Thumbnail);
        Assert.Equal(-1, thumbnail.AsSpan().IndexOf("SECRETPLACE"u8));
        Assert.Equal(-1, thumbnail.AsSpan().IndexOf("TestCam"u8));
    }

    [Theory]
    [InlineData("a.jpg", "image/jpeg", 0.5)]
    [InlineData("a.jpg", "image/jpeg", 0.98)]
    [InlineData("a.png", "image/png", 0.5)]
    [InlineData("a.png", "image/png", 0.9)]
    [InlineData("a.gif", "image/gif", 0.5)]
    [InlineData("a.webp", "image/webp", 0.5)]
    [InlineData("a.avif", "image/avif", 0.5)]
    [InlineData("a.tif", "image/tiff", 0.5)]
    [InlineData("a.bmp", "image/bmp", 0.5)]
    public async Task A_truncated_picture_fails_with_a_reason(string name, string mimeType, double share)
    {
        var error = await inspection.ErrorAsync(inspection.Media.Truncated(inspection.Media.Picture(name), share), mimeType);

        Assert.Equal((ErrorKind.UnsupportedContent, "media_unreadable"), (error.Kind, error.Code));
    }

    [Fact]
    public async Task A_truncated_JPEG_is_called_so()
    {
        var error = await inspection.ErrorAsync(inspection.Media.Truncated(inspection.Media.Picture("a.jpg"), 0.5), "image/jpeg");

        Assert.Equal("The JPEG ends before its image does (truncated).", error.Detail);
    }

    [Theory]
    [InlineData("FFD8FFE067617262616765", "image/jpeg")]
    [InlineData("", "image/jpeg")]
    [InlineData("", "image/png")]
    [InlineData("", "image/bmp")]
    [InlineData("89504E470D0A1A0A67617262616765", "image/png")]
    public async Task Garbage_with_a_signature_fails(string hex, string mimeType) =>
        await inspection.ErrorAsync(inspection.Media.Write("bad", Convert.FromHexString(hex)), mimeType);

    [Fact]
    public async Task Content_of_another_image_type_fails() =>
        await inspection.ErrorAsync(inspection.Media.Picture("a.png"), "image/jpeg");

    [Fact]
    public async Task An_SVG_under_another_name_is_never_rendered() =>
        await inspection.ErrorAsync(inspection.Media.Write("a.png", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8.ToArray()), "image/png");

    [Theory]
    [InlineData(60_000)]
    [InlineData(20_000)]
    public async Task A_pixel_bomb_is_refused_from_its_header(int side)
    {
        var bomb = inspection.Media.Write("bomb.png", TestMedia.PixelBomb(side));

        var error = await inspection.ErrorAsync(bomb, "image/png");

        Assert.Equal((ErrorKind.TooLarge, "media_too_large"), (error.Kind, error.Code));
    }

    [Fact]
    public async Task An_animation_shows_its_first_frame()
    {
        var animation = inspection.Media["moving.gif"];
        TestMedia.Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=400x300:d=1:r=5", animation);

        var facts = await inspection.FactsAsync(animation, "image/gif");

        Assert.Equal((400, 300), (facts.Width, facts.Height));
        Assert.Equal("5", facts.Metadata["pages"]);
    }

    [Fact]
    public async Task A_resized_copy_has_a_close_hash_and_another_picture_has_not()
    {
        var original = await inspection.FactsAsync(inspection.Media.Picture("a.png"), "image/png");
        TestMedia.Run("vips", "thumbnail", inspection.Media["a.png"], inspection.Media["half.jpg"], "400");
        TestMedia.Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "mandelbrot=s=800x600", "-frames:v", "1", inspection.Media["b.png"]);

        var resized = await inspection.FactsAsync(inspection.Media["half.jpg"], "image/jpeg");
        var other = await inspection.FactsAsync(inspection.Media["b.png"], "image/png");

        Assert.InRange(Distance(original, resized), 0, 6);
        Assert.InRange(Distance(original, other), 12, 64);
    }

    [Fact]
    public async Task Names_that_look_like_options_are_only_names()
    {
        foreach (var name in (string[])["-v.jpg", "a[fail=true].jpg", "a b;c$(d).jpg", "%s.jpg", "a'\"\n.jpg"])
        {
            File.Copy(inspection.Media.Picture("a.jpg"), inspection.Media[name]);
            Assert.Equal(800, (await inspection.FactsAsync(inspection.Media[name], "image/jpeg")).Width);
        }
    }

    [Fact]
    public async Task Twenty_at_once_all_succeed()
    {
        var picture = inspection.Media.Picture("a.jpg", 2000, 1500);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => inspection.RunAsync(picture, "image/jpeg", inspection.Media[$"{number}.webp"])));

        Assert.All(results, result => Assert.False(result.Failed(out _, out _)));
        Assert.All(Enumerable.Range(0, 20), number => Assert.True(File.Exists(inspection.Media[$"{number}.webp"])));
        inspection.AssertNothingLeft();
    }

    [Fact]
    public async Task One_child_looks_at_hundreds_of_pictures()
    {
        var picture = inspection.Media.Picture("a.jpg", 64, 48);

        for (var number = 0; number < 600; number++)
            await inspection.FactsAsync(picture, "image/jpeg");
    }

    [Theory]
    [InlineData("image/svg+xml")]
    [InlineData("text/plain")]
    public async Task Other_types_have_nothing_to_process(string mimeType)
    {
        var error = await inspection.ErrorAsync(inspection.Media.Write("a", "<svg/>"u8.ToArray()), mimeType);

        Assert.Equal("nothing_to_process", error.Code);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await inspection.DisposeAsync();

    private static int Distance(MediaFacts left, MediaFacts right) =>
        BitOperations.PopCount(unchecked((ulong)(left.PerceptualHash ^ right.PerceptualHash)));

    private string PhotoWithExif(ushort orientation)
    {
        var plain = inspection.Media["plain.jpg"];
        TestMedia.Run("vips", "jpegsave", inspection.Media.Picture("a.png"), plain, "--strip");

        return inspection.Media.Write($"exif{orientation}.jpg", TestExif.Into(File.ReadAllBytes(plain), orientation));
    }
}
