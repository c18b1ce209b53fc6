using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Idempotency;

/// <summary>SHA-256 of what a request asks, part by part; no two lists of parts are alike.</summary>
internal sealed class Fingerprint : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(ReadOnlySpan<byte> part)
    {
        AddNumber(part.Length);
        hash.AppendData(part);
    }

    public void Add(string? part)
    {
        if (part is null)
            AddNumber(-1);
        else
            Add(Encoding.UTF8.GetBytes(part));
    }

    /// <summary>In whichever order the names came.</summary>
    public void Add(IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        var sorted = fields.OrderBy(field => field.Key, StringComparer.Ordinal).ToList();
        AddNumber(sorted.Count);
        foreach (var (name, values) in sorted)
        {
            Add(name);
            AddNumber(values.Count);
            foreach (var value in values)
                Add(value);
        }
    }

    public byte[] ToArray() => hash.GetCurrentHash();

    public void Dispose() => hash.Dispose();

    private void AddNumber(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
