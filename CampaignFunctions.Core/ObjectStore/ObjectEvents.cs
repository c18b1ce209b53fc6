using System.Threading.Channels;

namespace CampaignFunctions.Core.ObjectStore;

/// <summary>
/// "Object created", as a bucket would notify it, for the store that has no bucket: raised once the row is committed, best
/// effort. When nobody keeps up events are dropped, and the sweep finds what was missed.
/// </summary>
public sealed class ObjectEvents
{
    private readonly Channel<string> created = Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Created(string objectName) => created.Writer.TryWrite(objectName);

    public IAsyncEnumerable<string> ReadAllAsync(CancellationToken cancellation) => created.Reader.ReadAllAsync(cancellation);
}
