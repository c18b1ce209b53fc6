using System.Buffers;
using System.Net.Http.Headers;
using Google.Cloud.Storage.V1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>
/// An object's bytes, fetched block by block as they are read, of one generation. A block that breaks off goes on where it broke; read
/// from beginning to end, the bytes are checked against the object's hash before the last of them is given away.
/// </summary>
internal sealed class ObjectReadStream(StorageClient client, Object facts, BucketRetries retries, int largestBlock) : Stream
{
    private const int SmallestBlock = 256 * 1024;
    private const int PieceBytes = 64 * 1024;

    private byte[] block = [];
    private long blockStart;
    private int blockCount;
    private Crc32c crc;
    private long hashed;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = (long)facts.Size.GetValueOrDefault();

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.IsEmpty)
            return 0;

        if (Position < blockStart || Position >= blockStart + blockCount)
            await FetchAsync(cancellationToken);

        var available = block.AsMemory(0, blockCount)[(int)(Position - blockStart)..];
        var count = Math.Min(available.Length, buffer.Length);
        available[..count].CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing blocks: use ReadAsync.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && block.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(block);
            block = [];
            blockCount = 0;
        }

        base.Dispose(disposing);
    }

    // Whoever reads on gets larger blocks; whoever jumps, or looks at the beginning only, does not pay for them.
    private async Task FetchAsync(CancellationToken cancellation)
    {
        var size = (int)Math.Min(Length - Position, NextBlock());
        if (block.Length < size)
        {
            if (block.Length > 0)
                ArrayPool<byte>.Shared.Return(block);
            block = ArrayPool<byte>.Shared.Rent(size);
        }

        (blockStart, blockCount) = (Position, 0);
        try
        {
            await retries.RunAsync("send a block", token => FillAsync(size, token), cancellation);
        }
        catch
        {
            blockCount = 0;
            throw;
        }
    }

    private int NextBlock() => blockCount > 0 && Position == blockStart + blockCount ? Math.Min(largestBlock, 2 * Math.Max(blockCount, SmallestBlock)) : SmallestBlock;

    private async Task<bool> FillAsync(int size, CancellationToken cancellation)
    {
        using var rest = new MemoryStream(block, blockCount, size - blockCount);
        try
        {
            await client.DownloadObjectAsync(
                facts.Bucket,
                facts.Name,
                rest,
                new DownloadObjectOptions
                {
                    Range = new RangeHeaderValue(blockStart + blockCount, blockStart + size - 1),
                    Generation = facts.Generation,
                    // The hash header is the whole object's, not the range's.
                    DownloadValidationMode = DownloadValidationMode.Never,
                    ChunkSize = PieceBytes,
                },
                cancellation);
        }
        catch (NotSupportedException exception)
        {
            throw new ObjectStoreException(ObjectStoreFault.Refused, "The bucket sent more than it was asked for.", exception);
        }
        finally
        {
            blockCount += (int)rest.Position;
        }

        if (blockCount < size)
            throw new ObjectStoreException(ObjectStoreFault.Unavailable, "The bucket sent less than it was asked for.");

        Check();
        return true;
    }

    private void Check()
    {
        if (hashed == blockStart)
        {
            crc.Append(block.AsSpan(0, blockCount));
            hashed += blockCount;
        }

        if (hashed != Length || blockStart + blockCount != Length || facts.Crc32c is null || crc.ToString() == facts.Crc32c)
            return;

        // The blocks before are given away; if there were none, a second try may do better.
        blockCount = 0;
        var isWhole = blockStart == 0;
        if (isWhole)
            (crc, hashed) = (default, 0);
        throw new ObjectStoreException(ObjectStoreFault.Corrupt, "The bytes that arrived are not those the bucket has the hash of.") { IsPassing = isWhole };
    }
}
