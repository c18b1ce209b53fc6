using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Tests.Media;

public sealed class ContentClaimsTests
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [Theory]
    [InlineData("image/jpg", AssetType.Image, "image/jpeg", "image/jpeg")]
    [InlineData("image/png", AssetType.Image, "image/png", "image/png")]
    [InlineData("image/heif", AssetType.Image, "image/heic", "image/heic")]
    [InlineData(null, AssetType.Image, "image/webp", "image/webp")]
    [InlineData("application/octet-stream", AssetType.Video, "video/mp4", "video/mp4")]
    [InlineData("video/quicktime", AssetType.Video, "video/mp4", "video/mp4")]
    [InlineData("TEXT/CSV; charset=utf-8", AssetType.PerformanceData, "text/plain", "text/csv")]
    [InlineData("application/json", AssetType.PerformanceData, "text/plain", "application/json")]
    [InlineData("application/vnd.ms-excel", AssetType.PerformanceData, "text/plain", "text/csv")]
    [InlineData("text/markdown", AssetType.AdCopy, "text/plain", "text/markdown")]
    [InlineData("text/plain", AssetType.AdCopy, "text/html", "text/plain")]
    [InlineData(Docx, AssetType.Document, "application/zip", Docx)]
    [InlineData(Docx, AssetType.Document, Docx, Docx)]
    [InlineData("application/vnd.ms-excel.sheet.macroenabled.12", AssetType.Document, Xlsx, "application/vnd.ms-excel.sheet.macroenabled.12")]
    [InlineData("application/msword", AssetType.Document, "application/x-ole-storage", "application/msword")]
    [InlineData("application/pdf", AssetType.Document, "application/pdf", "application/pdf")]
    [InlineData("audio/ogg", AssetType.Other, "application/ogg", "audio/ogg")]
    [InlineData("application/x-figma", AssetType.Other, null, "application/x-figma")]
    [InlineData(null, AssetType.Other, null, "application/octet-stream")]
    [InlineData("image/svg+xml", AssetType.Image, "image/svg+xml", "image/svg+xml")]
    public void An_honest_claim_is_stored(string? claimed, AssetType assetType, string? sniffed, string stored)
    {
        Assert.False(ContentClaims.Check(claimed, assetType, sniffed).Failed(out var error, out var mimeType), error?.Detail);
        Assert.Equal(stored, mimeType);
    }

    [Theory]
    [InlineData("image/png", AssetType.Image, "image/jpeg")]
    [InlineData("image/png", AssetType.Other, "text/html")]
    [InlineData("image/jpeg", AssetType.Image, null)]
    [InlineData("image/jpeg", AssetType.Image, "application/x-msdownload")]
    [InlineData("application/pdf", AssetType.Document, "application/x-elf")]
    [InlineData("text/plain", AssetType.AdCopy, "application/x-msdownload")]
    [InlineData("text/csv", AssetType.PerformanceData, null)]
    [InlineData("application/json", AssetType.PerformanceData, "text/html")]
    [InlineData("application/json", AssetType.PerformanceData, "image/png")]
    [InlineData(Docx, AssetType.Document, Xlsx)]
    [InlineData(Docx, AssetType.Document, "application/x-ole-storage")]
    [InlineData("video/mp4", AssetType.Video, "video/x-msvideo")]
    [InlineData("video/mp4", AssetType.Video, "text/plain")]
    [InlineData("video/webm", AssetType.Video, "video/x-matroska")]
    [InlineData("application/x-figma", AssetType.Other, "application/x-elf")]
    public void A_lie_is_refused_with_what_was_claimed_and_what_it_is(string claimed, AssetType assetType, string? sniffed)
    {
        Assert.True(ContentClaims.Check(claimed, assetType, sniffed).Failed(out var error, out _));
        Assert.Equal(ErrorKind.UnsupportedContent, error.Kind);
        Assert.Equal("content_type_mismatch", error.Code);
        Assert.Contains(claimed, error.Detail, StringComparison.Ordinal);
        Assert.Contains(sniffed ?? "nor anything else recognised", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AssetType.Image, "video/mp4", "takes an image (image/jpeg")]
    [InlineData(AssetType.Image, null, "takes an image (image/jpeg")]
    [InlineData(AssetType.Video, "image/gif", "takes a video (video/mp4")]
    [InlineData(AssetType.Document, "image/png", "takes a document (application/pdf")]
    [InlineData(AssetType.Document, "application/x-msdownload", "takes a document (application/pdf")]
    public void Content_that_does_not_suit_the_asset_type_is_refused_with_what_would(AssetType assetType, string? sniffed, string wanted)
    {
        Assert.True(ContentClaims.Check(claimedMime: null, assetType, sniffed).Failed(out var error, out _));
        Assert.Equal("content_type_mismatch", error.Code);
        Assert.Contains(wanted, error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image/jpeg", MediaKind.Image, true)]
    [InlineData("image/avif", MediaKind.Image, true)]
    [InlineData("image/tiff", MediaKind.Image, false)]
    [InlineData("image/svg+xml", MediaKind.None, false)]
    [InlineData("video/mp4", MediaKind.Video, true)]
    [InlineData("video/quicktime", MediaKind.Video, true)]
    [InlineData("video/x-msvideo", MediaKind.Video, false)]
    [InlineData("application/pdf", MediaKind.Pdf, false)]
    [InlineData("text/html", MediaKind.None, false)]
    [InlineData(null, MediaKind.None, false)]
    public void A_type_says_what_there_is_to_process_and_whether_it_may_be_shown_inline(string? mimeType, MediaKind kind, bool inline)
    {
        Assert.Equal(kind, MediaKind.For(mimeType));
        Assert.Equal(inline, SafeInline.Allows(mimeType));
    }
}
