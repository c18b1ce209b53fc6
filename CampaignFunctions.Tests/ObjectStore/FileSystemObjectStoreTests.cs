using CampaignFunctions.Core.ObjectStore;
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

    public void Dispose() => Directory.Delete(folder, recursive: true);

    protected override Task AssertNothingHalfWrittenAsync()
    {
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "root", FileSystemObjectStore.Incoming)));
        return Task.CompletedTask;
    }
}
