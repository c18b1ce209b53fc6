using System.IO.Pipelines;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Tests.ObjectStore;

public sealed class FileSystemObjectStoreTests : ObjectStoreContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("object-store-").FullName;

    public FileSystemObjectStoreTests()
    {
        var options = Options.Create(new ObjectStoreOptions { Path = Path.Combine(folder, "root") });
        Store = new FileSystemObjectStore(options, new LocalSignature(options, TimeProvider.System));
    }

    protected override IObjectStore Store { get; }

    private string Root => Path.Combine(folder, "root");

    [Theory]
    [InlineData("../outside")]
    [InlineData("t/../../outside")]
    [InlineData("/etc/outside")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("../root-beside/x")]
    public async Task A_name_that_leaves_the_root_is_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => CreateAsync(name, [1]));
        await Assert.ThrowsAsync<ArgumentException>(() => OpenAsync(name));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(name, CancellationToken.None));

        Assert.Equal([Path.Combine(folder, "root")], Directory.GetFileSystemEntries(folder));
        await AssertNothingHalfWrittenAsync();
    }

    [Fact]
    public async Task A_file_being_read_can_be_deleted()
    {
        var name = AName();
        await CreateAsync(name, [1, 2, 3]);
        await using var stored = await OpenAsync(name);

        await Store.DeleteAsync(name, CancellationToken.None);

        Assert.Equal(1, stored!.Content.ReadByte());
        Assert.Null(await OpenAsync(name));
    }

    [Fact]
    public async Task While_its_folder_is_away_it_says_so_of_everything_and_never_makes_it_anew()
    {
        var name = AName();
        await CreateAsync(name, [1, 2, 3]);
        Directory.Move(Root, Root + "-away");

        Func<Task>[] calls =
        [
            () => CreateAsync(AName(), [1]),
            () => OpenAsync(name),
            () => Store.FindAsync(name, CancellationToken.None),
            () => Store.DeleteAsync(name, CancellationToken.None),
            () => Store.SignUploadAsync(AName(), "text/plain", 1, TimeSpan.FromMinutes(1), CancellationToken.None),
            () => Store.CheckAsync(CancellationToken.None),
            async () => await Store.ListAsync("t/", from: null, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync(),
        ];
        foreach (var call in calls)
            Assert.Equal(ObjectStoreFault.Unavailable, (await Assert.ThrowsAsync<ObjectStoreException>(call)).Fault);

        Assert.False(Directory.Exists(Root));
        Directory.Move(Root + "-away", Root);
        await using var stored = await OpenAsync(name);
        Assert.Equal(3, stored!.SizeBytes);
        await AssertNothingHalfWrittenAsync();
    }

    [Fact]
    public async Task When_its_folder_goes_away_while_an_object_comes_in_it_is_not_made_anew()
    {
        var incoming = new Pipe();
        await incoming.Writer.WriteAsync(new byte[100]);
        var creating = Store.CreateAsync(AName(), "application/octet-stream", incoming.Reader.AsStream(), CancellationToken.None);
        await Poll.UntilAsync(() => Directory.GetFiles(Path.Combine(Root, FileSystemObjectStore.Incoming)).Length == 1);

        Directory.Move(Root, Root + "-away");
        await incoming.Writer.CompleteAsync();

        Assert.Equal(ObjectStoreFault.Unavailable, (await Assert.ThrowsAsync<ObjectStoreException>(() => creating)).Fault);
        Assert.False(Directory.Exists(Root));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    protected override Task AssertNothingHalfWrittenAsync()
    {
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "root", FileSystemObjectStore.Incoming)));
        return Task.CompletedTask;
    }
}
