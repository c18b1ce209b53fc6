using CampaignFunctions.Core.Media;

namespace CampaignFunctions.Tests.Media;

public sealed class DownloadNameTests
{
    [Theory]
    [InlineData("Summer hero", "image/jpeg", "Summer hero.jpg")]
    [InlineData("hero.jpeg", "image/jpeg", "hero.jpeg")]
    [InlineData("HERO.JPG", "image/jpeg", "HERO.JPG")]
    [InlineData("hero.png", "image/jpeg", "hero.jpg")]
    [InlineData("v1.2", "image/png", "v1.2.png")]
    [InlineData("intro.mp4", "image/webp", "intro.webp")]
    [InlineData("intro.mov", "video/mp4", "intro.mov")]
    [InlineData("scan", "application/pdf", "scan.pdf")]
    [InlineData("logo.ai", "application/pdf", "logo.ai")]
    [InlineData("icon.svg", "image/svg+xml", "icon.svg")]
    [InlineData("icon", "image/svg+xml", "icon.svg")]
    [InlineData("data.csv", "text/plain", "data.csv")]
    [InlineData("feed.json", "text/plain", "feed.json")]
    [InlineData("feed.xml", "text/xml", "feed.xml")]
    [InlineData("deck.pptx", "application/zip", "deck.pptx")]
    [InlineData("bundle", "application/zip", "bundle.zip")]
    [InlineData("photo.jpg", "application/zip", "photo.zip")]
    [InlineData("something", "application/octet-stream", "something")]
    [InlineData("tool.exe", "application/x-msdownload", "tool.exe")]
    public void It_is_the_assets_name_with_an_extension_that_fits(string assetName, string mimeType, string expected) =>
        Assert.Equal(expected, DownloadName.Of(assetName, mimeType));
}
