using System.Buffers.Binary;
using System.Text;

namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>ISO base media files (MP4, QuickTime, AVIF, HEIC) say what they are in the brands of their first box, <c>ftyp</c>
/// (ISO/IEC 14496-12; registered brands: https://mp4ra.org/registered-types/brands). QuickTime from before brands starts with other boxes.</summary>
internal static class IsoMediaBrand
{
    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12)
            return null;

        var box = head[4..8];
        if (!box.SequenceEqual("ftyp"u8))
        {
            return box.SequenceEqual("moov"u8) || box.SequenceEqual("mdat"u8) || box.SequenceEqual("wide"u8) ? "video/quicktime" : null;
        }

        var isHeif = false;
        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head), (uint)head.Length);
        for (var at = 8; at + 4 <= length; at += at == 8 ? 8 : 4)
        {
            var brand = Encoding.Latin1.GetString(head.Slice(at, 4));
            if (FromBrand(brand) is { } mimeType)
                return mimeType;

            isHeif |= brand is "mif1" or "msf1";
        }

        return isHeif ? "image/heif" : null;
    }

    private static string? FromBrand(string brand) => brand switch
    {
        "avif" or "avis" => "image/avif",
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" => "image/heic",
        "qt  " => "video/quicktime",
        "M4A " or "M4B " or "M4P " => "audio/mp4",
        "isom" or "iso2" or "iso3" or "iso4" or "iso5" or "iso6" or "iso7" or "iso8" or "iso9" or "mp41" or "mp42" or "mp71" => "video/mp4",
        "avc1" or "M4V " or "M4VH" or "M4VP" or "dash" or "MSNV" or "f4v " or "F4V " or "XAVC" => "video/mp4",
        _ when brand.StartsWith("3g", StringComparison.Ordinal) => "video/mp4",
        _ => null,
    };
}
