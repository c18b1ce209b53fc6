using CampaignFunctions.Core.Media.Sniffing;

namespace CampaignFunctions.Core.Media;

/// <summary>What a file is called when it is saved: as its asset, with an extension that programs know its type by.</summary>
public static class DownloadName
{
    /// <summary>The usual extension first (https://www.iana.org/assignments/media-types).</summary>
    private static readonly Dictionary<string, string[]> Extensions = new(StringComparer.Ordinal)
    {
        ["image/jpeg"] = [".jpg", ".jpeg", ".jpe", ".jfif"],
        ["image/png"] = [".png"],
        ["image/gif"] = [".gif"],
        ["image/webp"] = [".webp"],
        ["image/avif"] = [".avif"],
        ["image/heic"] = [".heic"],
        ["image/heif"] = [".heif"],
        ["image/bmp"] = [".bmp"],
        ["image/tiff"] = [".tif", ".tiff"],
        ["image/x-icon"] = [".ico"],
        ["image/svg+xml"] = [".svg"],
        ["image/vnd.adobe.photoshop"] = [".psd"],
        ["video/mp4"] = [".mp4", ".m4v"],
        ["video/quicktime"] = [".mov", ".qt"],
        ["video/webm"] = [".webm"],
        ["video/x-matroska"] = [".mkv"],
        ["video/x-msvideo"] = [".avi"],
        ["video/mpeg"] = [".mpg", ".mpeg"],
        ["video/ogg"] = [".ogv"],
        ["audio/mpeg"] = [".mp3"],
        ["audio/mp4"] = [".m4a"],
        ["audio/wav"] = [".wav"],
        ["audio/ogg"] = [".ogg", ".oga"],
        ["audio/flac"] = [".flac"],
        ["audio/webm"] = [".weba"],
        ["application/pdf"] = [".pdf"],
        ["application/postscript"] = [".ps", ".eps", ".ai"],
        ["application/rtf"] = [".rtf"],
        [OfficeTypes.Docx] = [".docx"],
        [OfficeTypes.Xlsx] = [".xlsx"],
        [OfficeTypes.Pptx] = [".pptx"],
        [OfficeTypes.Doc] = [".doc"],
        [OfficeTypes.Xls] = [".xls"],
        [OfficeTypes.Ppt] = [".ppt"],
        ["application/vnd.oasis.opendocument.text"] = [".odt"],
        ["application/vnd.oasis.opendocument.spreadsheet"] = [".ods"],
        ["application/vnd.oasis.opendocument.presentation"] = [".odp"],
        ["application/epub+zip"] = [".epub"],
        ["application/zip"] = [".zip"],
        ["application/gzip"] = [".gz", ".tgz"],
        ["application/x-7z-compressed"] = [".7z"],
        ["application/vnd.rar"] = [".rar"],
        ["application/json"] = [".json"],
        ["application/xml"] = [".xml"],
        ["text/xml"] = [".xml"],
        ["text/plain"] = [".txt", ".text", ".log"],
        ["text/csv"] = [".csv"],
        ["text/tab-separated-values"] = [".tsv"],
        ["text/html"] = [".html", ".htm"],
        ["text/css"] = [".css"],
        ["text/javascript"] = [".js", ".mjs"],
        ["text/markdown"] = [".md", ".markdown"],
    };

    private static readonly Dictionary<string, string> Types =
        Extensions.SelectMany(type => type.Value, (type, extension) => (extension, type.Key)).DistinctBy(pair => pair.extension)
            .ToDictionary(pair => pair.extension, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>An extension of another type gives way, so that <c>intro.mp4</c> has the thumbnail <c>intro.webp</c>. Of types we know none of, the name stays.</summary>
    public static string Of(string assetName, string mimeType)
    {
        if (!Extensions.TryGetValue(mimeType, out var fitting))
            return assetName;

        var extension = Path.GetExtension(assetName);
        if (!Types.TryGetValue(extension, out var named))
            return assetName + fitting[0];

        // What text may be, or an archive, its name says better: a .csv stays one.
        return named == mimeType || ClaimAgreement.Holds(named, mimeType) ? assetName : assetName[..^extension.Length] + fitting[0];
    }
}
