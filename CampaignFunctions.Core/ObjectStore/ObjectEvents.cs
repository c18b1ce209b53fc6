using System.Threading.Channels;

namespace CampaignFunctions.Core.ObjectStore;

/// <summary>
/// The file store's own "object created" events, as a bucket would send them: best effort. When nobody keeps up they are
/// dropped, and the sweep finds what was missed.
/// </summary>
public sealed class ObjectEvents
{
    private readonly Channel<string> created = Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Created(string objectName) => created.Writer.TryWrite(objectName);

    public IAsyncEnumerable<string> ReadAllAsync(CancellationToken cancellation) => created.Reader.ReadAllAsync(cancellation);
}
