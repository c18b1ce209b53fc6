using System.Buffers.Binary;
using System.Numerics;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>The checksum Cloud Storage keeps of every object (https://cloud.google.com/storage/docs/data-validation), in one instruction per eight bytes.</summary>
internal struct Crc32c
{
    private uint inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~inverted;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var rest in bytes)
            crc = BitOperations.Crc32C(crc, rest);

        inverted = ~crc;
    }

    /// <summary>Big-endian, in base64.</summary>
    public override readonly string ToString()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, inverted);
        return Convert.ToBase64String(bytes);
    }
}
