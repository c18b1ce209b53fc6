using System.Buffers;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>A part of an object on its way into the bucket.</summary>
/// <param name="Bytes">Valid until the next one is read.</param>
/// <param name="Start">Where it belongs.</param>
/// <param name="IsLast">Nothing follows.</param>
/// <param name="Crc32c">Of the whole object, once its last part is read.</param>
internal readonly record struct UploadChunk(ReadOnlyMemory<byte> Bytes, long Start, bool IsLast, string? Crc32c)
{
    public long End => Start + Bytes.Length;
}

/// <summary>Cuts a stream of unknown length into chunks. It reads a byte ahead: the last chunk has to say that it is the last.</summary>
internal sealed class ChunkSource(Stream content, int chunkBytes)
{
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(chunkBytes);
    private readonly byte[] ahead = new byte[1];
    private int aheadCount;
    private long position;
    private Crc32c crc;

    public async ValueTask<UploadChunk> NextAsync(CancellationToken cancellation)
    {
        ahead.AsSpan(0, aheadCount).CopyTo(buffer);
        var count = aheadCount + await content.ReadAtLeastAsync(buffer.AsMemory(aheadCount, chunkBytes - aheadCount), chunkBytes - aheadCount, throwOnEndOfStream: false, cancellation);
        aheadCount = count < chunkBytes ? 0 : await content.ReadAsync(ahead, cancellation);

        var chunk = buffer.AsMemory(0, count);
        crc.Append(chunk.Span);
        position += count;
        return new UploadChunk(chunk, position - count, IsLast: aheadCount == 0, aheadCount == 0 ? crc.ToString() : null);
    }

    /// <summary>Only once all is sent well: a request that was given up may still be reading from the buffer, which the collector gets then.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(buffer);
}
