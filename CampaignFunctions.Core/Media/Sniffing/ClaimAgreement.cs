namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>Whether a claimed type can be true of content: it may say more than the bytes prove (text/csv of text, docx of a ZIP), never something else.</summary>
internal static class ClaimAgreement
{
    public static bool Holds(string claimed, string? sniffed)
    {
        if (claimed == sniffed)
            return true;

        if (sniffed is null)
            return !ProvableTypes.Contains(claimed);

        if (claimed.StartsWith("text/", StringComparison.Ordinal))
            return IsText(sniffed);

        return IsContainerOf(claimed, sniffed)
            || IsOfficeFlavour(claimed, sniffed)
            || IsCsvFromWindows(claimed, sniffed)
            || (sniffed is "text/plain" or "text/xml" && (IsText(claimed) || IsUnprovable(claimed)))
            || (sniffed is "application/zip" && (OfficeTypes.IsOffice(claimed) || IsUnprovable(claimed)) && !OfficeTypes.IsOle(claimed))
            || (sniffed is "application/gzip" && IsUnprovable(claimed))
            || (sniffed is OfficeTypes.Ole && (OfficeTypes.IsOle(claimed) || IsUnprovable(claimed)));
    }

    /// <summary>True where two types agree and the claim is the narrower one.</summary>
    public static bool SaysMore(string claimed, string sniffed) =>
        claimed.StartsWith("audio/", StringComparison.Ordinal)
        || claimed is "video/ogg"
        || IsText(sniffed)
        || sniffed is "application/zip" or "application/gzip" or OfficeTypes.Ole
        || (IsOfficeFlavour(claimed, sniffed) && !OfficeTypes.IsOle(claimed));

    /// <summary>Windows names .csv files after the program that opens them.</summary>
    public static bool IsCsvFromWindows(string claimed, string sniffed) => claimed is OfficeTypes.Xls && sniffed is "text/plain";

    public static bool IsText(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal)
        || mimeType is "application/json" or "application/xml" or "application/csv" or "application/x-ndjson" or "application/yaml"
        || (mimeType.StartsWith("application/", StringComparison.Ordinal)
            && (mimeType.EndsWith("+json", StringComparison.Ordinal) || mimeType.EndsWith("+xml", StringComparison.Ordinal)));

    /// <summary>Types that share a container or a lineage, so that senders give either.</summary>
    private static bool IsContainerOf(string claimed, string sniffed) => sniffed switch
    {
        "image/heic" or "image/heif" => claimed is "image/heic" or "image/heif" or "image/heic-sequence" or "image/heif-sequence",
        "image/tiff" => claimed is "image/x-adobe-dng" or "image/dng",
        "video/mp4" => claimed is "video/quicktime" or "audio/mp4" or "application/mp4" or "video/3gpp" or "video/3gpp2",
        "video/quicktime" => claimed is "video/mp4" or "application/mp4",
        "video/webm" => claimed is "video/x-matroska" or "audio/webm",
        "application/ogg" => claimed is "audio/ogg" or "video/ogg" or "audio/opus",
        "application/pdf" => claimed is "application/postscript" or "application/illustrator" or "application/vnd.adobe.illustrator",
        _ => false,
    };

    /// <summary>Templates and documents with macros are the same packages as plain documents.</summary>
    private static bool IsOfficeFlavour(string claimed, string sniffed) => OfficeTypes.IsOffice(claimed) && sniffed switch
    {
        OfficeTypes.Docx => claimed.Contains("word", StringComparison.Ordinal),
        OfficeTypes.Xlsx => claimed.Contains("excel", StringComparison.Ordinal) || claimed.Contains("spreadsheetml", StringComparison.Ordinal),
        OfficeTypes.Pptx => claimed.Contains("powerpoint", StringComparison.Ordinal) || claimed.Contains("presentationml", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsUnprovable(string claimed) =>
        claimed.StartsWith("application/", StringComparison.Ordinal) && !ProvableTypes.Contains(claimed);
}
