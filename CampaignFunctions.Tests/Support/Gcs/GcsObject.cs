using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>One generation of an object, as a <see cref="GcsServer"/> holds it.</summary>
internal sealed record GcsObject(string Bucket, string Name, long Generation, byte[] Bytes, string? ContentType, string? ContentEncoding, DateTimeOffset CreatedAt)
{
    public string Crc32c { get; } = Crc32cOf(Bytes);

    /// <summary>https://cloud.google.com/storage/docs/json_api/v1/objects#resource</summary>
    public JsonObject ToJson() => new()
    {
        ["kind"] = "storage#object",
        ["id"] = $"{Bucket}/{Name}/{Generation}",
        ["name"] = Name,
        ["bucket"] = Bucket,
        ["generation"] = Generation.ToString(CultureInfo.InvariantCulture),
        ["metageneration"] = "1",
        ["contentType"] = ContentType,
        ["contentEncoding"] = ContentEncoding,
        ["storageClass"] = "STANDARD",
        ["size"] = Bytes.Length.ToString(CultureInfo.InvariantCulture),
        ["crc32c"] = Crc32c,
        ["timeCreated"] = CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    };

    /// <summary>Castagnoli's, bit by bit: not the way the product does it.</summary>
    public static string Crc32cOf(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = Table[(crc ^ value) & 0xFF] ^ (crc >> 8);

        var result = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(result, ~crc);
        return Convert.ToBase64String(result);
    }

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index =>
    {
        var crc = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
        return crc;
    })];
}
