using System.Buffers.Binary;
using System.Text;

namespace CampaignFunctions.Tests.Support;

/// <summary>A message in protobuf's wire format (https://protobuf.dev/programming-guides/encoding/), read by field numbers.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var key = ReadVarint(ref bytes);
            var (field, wireType) = ((int)(key >> 3), (int)(key & 7));
            switch (wireType)
            {
                case 0:
                    fields.Add((field, ReadVarint(ref bytes), default));
                    break;
                case 1:
                    fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8).Span), default));
                    break;
                case 2:
                    var length = (int)ReadVarint(ref bytes);
                    fields.Add((field, 0, Take(ref bytes, length)));
                    break;
                case 5:
                    fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4).Span), default));
                    break;
                default:
                    throw new InvalidDataException($"Wire type {wireType} of field {field} is not one that is written today.");
            }
        }
    }

    public IEnumerable<ProtobufMessage> Messages(int field) => Of(field).Select(one => new ProtobufMessage(one.Bytes));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public ReadOnlyMemory<byte> Bytes(int field) => Of(field).Select(one => one.Bytes).LastOrDefault();

    public ulong Number(int field) => Of(field).Select(one => one.Number).LastOrDefault();

    public bool Has(int field) => Of(field).Any();

    private IEnumerable<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> Of(int field) => fields.Where(one => one.Field == field);

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref bytes, 1).Span[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
