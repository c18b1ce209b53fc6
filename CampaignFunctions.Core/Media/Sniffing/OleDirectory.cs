namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>OLE compound files (MS-CFB) of Office before 2007. Their directory, usually within the first sectors, names the main stream.</summary>
internal static class OleDirectory
{
    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return null;

        return head.IndexOf("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"u8) >= 0 ? OfficeTypes.Doc
            : head.IndexOf("W\0o\0r\0k\0b\0o\0o\0k\0"u8) >= 0 ? OfficeTypes.Xls
            : head.IndexOf("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0"u8) >= 0 ? OfficeTypes.Ppt
            : OfficeTypes.Ole;
    }
}
