using System.Buffers.Binary;
using System.Text;

namespace CampaignFunctions.Tests.Media;

/// <summary>Writes an EXIF block with a camera, an orientation and a place into a JPEG (EXIF 2.32, CIPA DC-008).</summary>
internal static class TestExif
{
    public const string Place = "SECRETPLACE";

    public static byte[] Into(byte[] jpeg, ushort orientation)
    {
        var tiff = new List<byte>();
        tiff.AddRange("II*\0"u8);
        Add32(tiff, 8);

        // IFD0: Make, Orientation, GPS pointer. Its values start at 8 + 2 + 3 × 12 + 4 = 50.
        Add16(tiff, 3);
        Entry(tiff, tag: 0x010F, type: 2, count: 8, value: 50);
        Entry(tiff, tag: 0x0112, type: 3, count: 1, value: orientation);
        Entry(tiff, tag: 0x8825, type: 4, count: 1, value: 58);
        Add32(tiff, 0);
        tiff.AddRange("TestCam\0"u8);

        // GPS IFD at 58: latitude's reference, its value, the map datum. Values start at 58 + 2 + 3 × 12 + 4 = 100.
        Add16(tiff, 3);
        Entry(tiff, tag: 1, type: 2, count: 2, value: 'N');
        Entry(tiff, tag: 2, type: 5, count: 3, value: 100);
        Entry(tiff, tag: 18, type: 2, count: 12, value: 124);
        Add32(tiff, 0);
        foreach (var part in (uint[])[47, 1, 22, 1, 3378, 100])
            Add32(tiff, part);
        tiff.AddRange(Encoding.ASCII.GetBytes(Place + '\0'));

        byte[] payload = [.. "Exif\0\0"u8, .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(payload.Length + 2));

        return [0xFF, 0xD8, 0xFF, 0xE1, .. length, .. payload, .. jpeg[2..]];
    }

    private static void Entry(List<byte> tiff, ushort tag, ushort type, uint count, uint value)
    {
        Add16(tiff, tag);
        Add16(tiff, type);
        Add32(tiff, count);
        Add32(tiff, value);
    }

    private static void Add16(List<byte> tiff, ushort value) => tiff.AddRange([(byte)value, (byte)(value >> 8)]);

    private static void Add32(List<byte> tiff, uint value) =>
        tiff.AddRange([(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)]);
}
