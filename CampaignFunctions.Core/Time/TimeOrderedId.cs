using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CampaignFunctions.Core.Time;

/// <summary>
/// UUIDs of version 7 that sort by the microsecond: behind the milliseconds stands the fraction of one, in twelve bits
/// (https://www.rfc-editor.org/rfc/rfc9562#section-6.2, method 3). uuid_v7(timestamptz) of the schema makes the same.
/// </summary>
public static class TimeOrderedId
{
    private const int Version7 = 0x7000;

    public static Guid At(DateTimeOffset instant)
    {
        Span<byte> id = stackalloc byte[16];
        var fraction = instant.Microsecond * 4096 / 1000;
        BinaryPrimitives.WriteInt64BigEndian(id, (instant.ToUnixTimeMilliseconds() << 16) + Version7 + fraction);
        RandomNumberGenerator.Fill(id[8..]);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);

        return new Guid(id, bigEndian: true);
    }
}
