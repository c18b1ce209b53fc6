using System.Text;
using CampaignFunctions.Core.Media;

namespace CampaignFunctions.Tests.Media;

public sealed class ContentSnifferTests
{
    [Theory]
    [InlineData("FFD8FFE000104A46", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000", "image/png")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("52494646000000005745425056503820", "image/webp")]
    [InlineData("424D3600000000000000360000002800000000", "image/bmp")]
    [InlineData("49492A0008000000", "image/tiff")]
    [InlineData("4D4D002A00000008", "image/tiff")]
    [InlineData("38425053000100", "image/vnd.adobe.photoshop")]
    [InlineData("000001BA4400", "video/mpeg")]
    [InlineData("52494646000000004156492000", "video/x-msvideo")]
    [InlineData("524946460000000057415645", "audio/wav")]
    [InlineData("1A45DFA39F4286810142F7810142F2810442F381084282847765626D", "video/webm")]
    [InlineData("1A45DFA3A34286810142F7810142F2810442F381084282886D6174726F736B61", "video/x-matroska")]
    [InlineData("49443304000000", "audio/mpeg")]
    [InlineData("FFFB9064000F", "audio/mpeg")]
    [InlineData("4F67675300020000", "application/ogg")]
    [InlineData("1F8B0800", "application/gzip")]
    [InlineData("504B0506000000000000", "application/zip")]
    [InlineData("D0CF11E0A1B11AE10000", "application/x-ole-storage")]
    [InlineData("4D5A900003000000", "application/x-msdownload")]
    [InlineData("7F454C4602010100", "application/x-elf")]
    [InlineData("EFBBBF68C3A96C6C6F", "text/plain")]
    [InlineData("FFFE68006900", "text/plain")]
    [InlineData("FEFF00680069", "text/plain")]
    [InlineData("00010203", null)]
    [InlineData("", null)]
    public void Bytes_prove_a_type(string hex, string? expected) => Assert.Equal(expected, ContentSniffer.Sniff(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("avif", "mif1", "image/avif")]
    [InlineData("heic", "mif1", "image/heic")]
    [InlineData("mif1", "heic", "image/heic")]
    [InlineData("mif1", "miaf", "image/heif")]
    [InlineData("isom", "mp41", "video/mp4")]
    [InlineData("mp42", "isom", "video/mp4")]
    [InlineData("qt  ", "qt  ", "video/quicktime")]
    [InlineData("M4A ", "isom", "audio/mp4")]
    [InlineData("zzzz", "yyyy", null)]
    public void An_ISO_media_file_is_what_its_brands_say(string major, string compatible, string? expected)
    {
        byte[] head = [0, 0, 0, 20, .. Encoding.ASCII.GetBytes("ftyp" + major), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(compatible)];

        Assert.Equal(expected, ContentSniffer.Sniff(head));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")]
    [InlineData("\n<?xml version='1.0'?>\n<!-- made by hand -->\n<!DOCTYPE svg PUBLIC '' ''><svg>", "image/svg+xml")]
    [InlineData("\uFEFF<?xml version='1.0'?><svg width='1'>", "image/svg+xml")]
    [InlineData("<!doctype html><title>x</title>", "text/html")]
    [InlineData("  <SCRIPT>alert(1)</SCRIPT>", "text/html")]
    [InlineData("<!-- a page --><p >", "text/html")]
    [InlineData("<?xml version='1.0'?><rss/>", "text/xml")]
    [InlineData("<svgish>", "text/plain")]
    [InlineData("BMW is a car maker", "text/plain")]
    [InlineData("MZ is how this sentence starts, and it goes on for more than sixty-four characters.", "text/plain")]
    [InlineData("day;clicks\r\n2026-01-01;3\r\n", "text/plain")]
    [InlineData("%PDF-1.7\n", "application/pdf")]
    [InlineData("{\"a\": 1}", "text/plain")]
    [InlineData("bell \u0007", null)]
    public void Text_is_told_from_markup(string text, string? expected) => Assert.Equal(expected, ContentSniffer.Sniff(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_Windows_1252_export_is_text_and_random_high_bytes_are_not()
    {
        Assert.Equal("text/plain", ContentSniffer.Sniff(Encoding.Latin1.GetBytes("Campaign;Größe\r\nÜbersicht;12\r\n")));
        Assert.Null(ContentSniffer.Sniff([0xA0, 0xB1, 0xC2, 0xD3, 0xE4, 0xF5]));
    }

    [Fact]
    public void Text_cut_amid_a_character_is_still_text()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var text = Encoding.UTF8.GetBytes(new string('a', shift) + string.Concat(Enumerable.Repeat("😀", 1100)));
            Assert.Equal("text/plain", ContentSniffer.Sniff(text.AsSpan(0, ContentSniffer.HeadLength)));
        }
    }

    [Theory]
    [InlineData("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("something/else.xml", "application/zip")]
    public void An_office_document_is_told_by_its_first_entries(string part, string expected) =>
        Assert.Equal(expected, ContentSniffer.Sniff(TestMedia.Zip("[Content_Types].xml", "_rels/.rels", part)));

    [Fact]
    public void A_transport_stream_repeats_its_sync_byte()
    {
        var stream = new byte[188 * 3];
        stream[0] = stream[188] = stream[376] = 0x47;

        Assert.Equal("video/mp2t", ContentSniffer.Sniff(stream));
    }

    [Fact]
    public void No_prefix_of_anything_throws()
    {
        byte[][] starts =
        [
            TestMedia.Zip("[Content_Types].xml"), [0x1A, 0x45, 0xDF, 0xA3, 0x42, 0x82], [0xFF, 0xFE, 0x41], [0xFE, 0xFF, 0x41],
            [0xFF, 0xFB, 0x90, 0x64], "RIFF\0\0\0\0WEBPVP8 "u8.ToArray(), "\0\0\0\u0020ftypmif1"u8.ToArray(), "<?xml <!-- <svg"u8.ToArray(), [0xF0, 0x9F, 0x98, 0x80],
        ];

        foreach (var start in starts)
        {
            for (var length = 0; length <= start.Length; length++)
                _ = ContentSniffer.Sniff(start.AsSpan(0, length));
        }
    }
}
