using System.Security.Cryptography;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.ObjectStore;

/// <summary>What every object store must do. Each provider's tests inherit these.</summary>
public abstract class ObjectStoreContract
{
    private readonly string tenant = $"t/contract-{Guid.CreateVersion7():N}/";

    protected abstract IObjectStore Store { get; }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public async Task What_is_stored_is_read_back(int size)
    {
        var (name, bytes) = (AName(), RandomNumberGenerator.GetBytes(size));

        await CreateAsync(name, bytes);

        await using var stored = await OpenAsync(name);
        Assert.Equal(size, stored!.SizeBytes);
        Assert.Equal(bytes, await ReadAsync(stored.Content));
        Assert.InRange(stored.CreatedAt, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
    }

    [Fact]
    public async Task An_open_object_can_be_read_from_any_place()
    {
        var (name, bytes) = (AName(), RandomNumberGenerator.GetBytes(500_000));
        await CreateAsync(name, bytes);

        await using var stored = await OpenAsync(name);
        stored!.Content.Seek(400_000, SeekOrigin.Begin);

        Assert.Equal(bytes[400_000..], await ReadAsync(stored.Content));
    }

    [Fact]
    public async Task What_is_not_there_is_null() => Assert.Null(await OpenAsync(AName()));

    [Fact]
    public async Task An_object_can_be_looked_up_without_reading_it()
    {
        var name = AName();
        Assert.Null(await Store.FindAsync(name, CancellationToken.None));
        await CreateAsync(name, [1, 2, 3]);

        var facts = (await Store.FindAsync(name, CancellationToken.None))!;

        Assert.Equal((name, 3), (facts.Name, facts.SizeBytes));
        Assert.True(facts.ContentType is null or "application/octet-stream");
        Assert.Null(facts.ContentEncoding);
        Assert.InRange(facts.CreatedAt, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
    }

    [Fact]
    public Task A_store_that_is_there_says_so() => Store.CheckAsync(CancellationToken.None);

    [Fact]
    public async Task An_object_is_never_written_over()
    {
        var name = AName();
        await CreateAsync(name, [1, 2, 3]);

        await Assert.ThrowsAnyAsync<Exception>(() => CreateAsync(name, [4]));

        await using var stored = await OpenAsync(name);
        Assert.Equal([1, 2, 3], await ReadAsync(stored!.Content));
    }

    [Fact]
    public async Task Nothing_is_seen_of_an_object_until_it_is_whole()
    {
        var name = AName();
        var content = new HeldBack(RandomNumberGenerator.GetBytes(300_000));
        var creation = Store.CreateAsync(name, "application/octet-stream", content, CancellationToken.None);
        await content.IsHalfRead.WaitAsync(Poll.Patience);

        Assert.Null(await OpenAsync(name));
        Assert.Empty(await ListAsync(tenant));

        content.LetGo();
        await creation;
        Assert.Single(await ListAsync(tenant));
    }

    [Fact]
    public async Task A_source_that_fails_leaves_nothing()
    {
        var name = AName();
        var content = new HeldBack(RandomNumberGenerator.GetBytes(300_000));
        var creation = Store.CreateAsync(name, "application/octet-stream", content, CancellationToken.None);
        await content.IsHalfRead.WaitAsync(Poll.Patience);

        content.Fail();

        await Assert.ThrowsAsync<InvalidDataException>(() => creation);
        Assert.Null(await OpenAsync(name));
        Assert.Empty(await ListAsync(tenant));
        await AssertNothingHalfWrittenAsync();
        await CreateAsync(name, [1]);
    }

    [Fact]
    public async Task A_cancelled_creation_leaves_nothing()
    {
        var name = AName();
        using var cancellation = new CancellationTokenSource();
        var content = new HeldBack(RandomNumberGenerator.GetBytes(300_000));
        var creation = Store.CreateAsync(name, "application/octet-stream", content, cancellation.Token);
        await content.IsHalfRead.WaitAsync(Poll.Patience);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creation);
        Assert.Null(await OpenAsync(name));
        await AssertNothingHalfWrittenAsync();
    }

    [Fact]
    public async Task A_deleted_object_is_gone_and_deleting_it_again_is_fine()
    {
        var name = AName();
        await CreateAsync(name, [1]);

        await Store.DeleteAsync(name, CancellationToken.None);
        await Store.DeleteAsync(name, CancellationToken.None);
        await Store.DeleteAsync($"t/nobody-{Guid.CreateVersion7():N}/{Guid.CreateVersion7()}", CancellationToken.None);

        Assert.Null(await OpenAsync(name));
        Assert.Empty(await ListAsync(tenant));
    }

    [Fact]
    public async Task A_listing_has_every_object_under_its_prefix_once_and_no_other()
    {
        var names = Enumerable.Range(0, 1_100).Select(_ => AName()).ToArray();
        await Parallel.ForEachAsync(names, async (name, _) => await CreateAsync(name, [1, 2]));
        var neighbour = $"{tenant.TrimEnd('/')}-neighbour/{Guid.CreateVersion7()}";
        await CreateAsync(neighbour, [1]);

        var listed = await ListAsync(tenant);

        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.All(listed, entry => Assert.Equal(2, entry.SizeBytes));
        Assert.Equal(names.Count(name => name.StartsWith(names[0][..^2], StringComparison.Ordinal)), (await ListAsync(names[0][..^2])).Count);
    }

    [Fact]
    public async Task A_listing_can_begin_from_a_name_there_is_or_is_not()
    {
        var names = Enumerable.Range(0, 1_100).Select(_ => AName()).Order(StringComparer.Ordinal).ToArray();
        await Parallel.ForEachAsync(names, async (name, _) => await CreateAsync(name, [1]));

        Assert.Equal(names[50..], await NamesAsync(names[50]));
        Assert.Equal(names[51..], await NamesAsync($"{names[50]}-"));
        Assert.Equal(names, await NamesAsync("a"));
        Assert.Empty(await NamesAsync($"{tenant}~"));

        async Task<IEnumerable<string>> NamesAsync(string from)
        {
            var listed = new List<string>();
            await foreach (var entry in Store.ListAsync(tenant, from, CancellationToken.None))
                listed.Add(entry.Name);
            return listed.Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task A_listing_goes_on_when_objects_vanish_amid_it()
    {
        var names = Enumerable.Range(0, 50).Select(_ => AName()).ToArray();
        foreach (var name in names)
            await CreateAsync(name, [1]);

        await foreach (var entry in Store.ListAsync(tenant, from: null, CancellationToken.None))
        {
            foreach (var other in names.Where(name => name != entry.Name))
                await Store.DeleteAsync(other, CancellationToken.None);
        }

        Assert.InRange((await ListAsync(tenant)).Count, 0, 1);
    }

    [Fact]
    public async Task A_signed_address_is_for_one_object_or_there_is_none()
    {
        var name = AName();
        await CreateAsync(name, [1]);

        var address = await Store.SignedUrlAsync(name, "text/plain", "a \"name\".txt", CancellationToken.None);

        Assert.True(address is null || address.AbsoluteUri.Contains(name.Split('/')[^1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signed_upload_is_for_one_object_of_one_size_and_type_or_there_is_none()
    {
        var name = AName();

        var upload = await Store.SignUploadAsync(name, "image/png", 1000, TimeSpan.FromMinutes(10), CancellationToken.None);

        if (upload is not null)
        {
            Assert.Contains(name.Split('/')[^1], upload.Url.OriginalString, StringComparison.Ordinal);
            Assert.Equal("image/png", upload.Headers["content-type"]);
            Assert.InRange(upload.ExpiresAt, TimeProvider.System.GetUtcNow().AddMinutes(5), TimeProvider.System.GetUtcNow().AddMinutes(15));
        }

        Assert.Null(await OpenAsync(name));
    }

    /// <summary>Whatever the provider writes to before an object is whole is empty again.</summary>
    protected abstract Task AssertNothingHalfWrittenAsync();

    protected string AName() => $"{tenant}{Guid.CreateVersion7()}";

    protected async Task CreateAsync(string name, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        await Store.CreateAsync(name, "application/octet-stream", content, CancellationToken.None);
    }

    protected Task<StoredObject?> OpenAsync(string name) => Store.OpenAsync(name, CancellationToken.None);

    private async Task<List<ObjectEntry>> ListAsync(string prefix)
    {
        var entries = new List<ObjectEntry>();
        await foreach (var entry in Store.ListAsync(prefix, from: null, CancellationToken.None))
            entries.Add(entry);
        return entries;
    }

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>Gives half of its bytes, then waits to be told how it goes on.</summary>
    private sealed class HeldBack(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly TaskCompletionSource half = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsHalfRead => half.Task;

        public override bool CanSeek => false;

        public void LetGo() => rest.SetResult();

        public void Fail() => rest.SetException(new InvalidDataException("The source broke off."));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= 150_000)
            {
                half.TrySetResult();
                await rest.Task.WaitAsync(cancellationToken);
            }

            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 50_000)], cancellationToken);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            CopyAsync(destination, bufferSize, cancellationToken);

        private async Task CopyAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[bufferSize];
            int count;
            while ((count = await ReadAsync(buffer, cancellationToken)) > 0)
                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
