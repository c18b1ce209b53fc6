namespace CampaignFunctions.Core.ObjectStore;

/// <summary>The bytes are not as many as were announced.</summary>
public sealed class WrongSizeException(long expected) : IOException($"The body must have exactly {expected} bytes.");

/// <summary>Gives exactly so many bytes, or fails: neither a part nor more than that is ever taken for the whole.</summary>
internal sealed class ExactStream(Stream inner, long expected) : Stream
{
    private long count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => expected;

    public override long Position
    {
        get => count;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        count += read;
        return count > expected || (read == 0 && buffer.Length > 0 && count < expected) ? throw new WrongSizeException(expected) : read;
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
}
