using System.Security.Cryptography;

namespace CampaignFunctions.Core.Media;

/// <summary>What flows through is hashed and counted, its beginning kept for sniffing.</summary>
internal class HashedStream(Stream inner) : Stream
{
    /// <summary>As many bytes as any signature needs.</summary>
    private const int HeadBytes = 4096;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] head = new byte[HeadBytes];

    public long Count { get; private set; }

    public ReadOnlySpan<byte> Head => head.AsSpan(0, (int)Math.Min(Count, HeadBytes));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    /// <summary>Of everything read; once.</summary>
    public byte[] Sha256() => hash.GetHashAndReset();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        await TakeAsync(buffer[..count], cancellationToken);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing blocks: use ReadAsync.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            hash.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Called with what was read, before whoever reads gets it.</summary>
    protected virtual ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (Count < HeadBytes)
            bytes.Span[..(int)Math.Min(bytes.Length, HeadBytes - Count)].CopyTo(head.AsSpan((int)Count));

        Count += bytes.Length;
        hash.AppendData(bytes.Span);
        return ValueTask.CompletedTask;
    }
}
