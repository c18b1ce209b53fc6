using System.Security.Cryptography;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support.Gcs;

namespace CampaignFunctions.Tests.ObjectStore;

/// <summary>What a bucket and the network can do to a transfer.</summary>
public sealed class GoogleCloudFaultTests : IAsyncLifetime
{
    private const int Chunk = 256 * 1024;
    private readonly string name = $"t/faults/{Guid.CreateVersion7()}";
    private GcsServer server = null!;

    public async Task InitializeAsync() => server = await GcsServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(GcsCall.Begin, GcsFault.Unavailable)]
    [InlineData(GcsCall.Begin, GcsFault.BadGateway)]
    [InlineData(GcsCall.Begin, GcsFault.TooMany)]
    [InlineData(GcsCall.Begin, GcsFault.Reset)]
    [InlineData(GcsCall.Begin, GcsFault.LostAnswer)]
    [InlineData(GcsCall.Chunk, GcsFault.Unavailable)]
    [InlineData(GcsCall.Chunk, GcsFault.BadGateway)]
    [InlineData(GcsCall.Chunk, GcsFault.TooMany)]
    [InlineData(GcsCall.Chunk, GcsFault.Reset)]
    [InlineData(GcsCall.Chunk, GcsFault.LostAnswer)]
    [InlineData(GcsCall.Chunk, GcsFault.ResetMidBody)]
    [InlineData(GcsCall.Chunk, GcsFault.Partial)]
    [InlineData(GcsCall.Chunk, GcsFault.Nothing)]
    [InlineData(GcsCall.Get, GcsFault.Unavailable)]
    [InlineData(GcsCall.Get, GcsFault.BadGateway)]
    [InlineData(GcsCall.Get, GcsFault.TooMany)]
    [InlineData(GcsCall.Get, GcsFault.Reset)]
    [InlineData(GcsCall.Get, GcsFault.LostAnswer)]
    [InlineData(GcsCall.Get, GcsFault.ResetMidBody)]
    [InlineData(GcsCall.Get, GcsFault.Truncated)]
    [InlineData(GcsCall.Media, GcsFault.Unavailable)]
    [InlineData(GcsCall.Media, GcsFault.BadGateway)]
    [InlineData(GcsCall.Media, GcsFault.TooMany)]
    [InlineData(GcsCall.Media, GcsFault.Reset)]
    [InlineData(GcsCall.Media, GcsFault.LostAnswer)]
    [InlineData(GcsCall.Media, GcsFault.ResetMidBody)]
    [InlineData(GcsCall.Media, GcsFault.Truncated)]
    [InlineData(GcsCall.List, GcsFault.Unavailable)]
    [InlineData(GcsCall.List, GcsFault.TooMany)]
    [InlineData(GcsCall.List, GcsFault.Reset)]
    [InlineData(GcsCall.List, GcsFault.ResetMidBody)]
    [InlineData(GcsCall.Delete, GcsFault.Unavailable)]
    [InlineData(GcsCall.Delete, GcsFault.Reset)]
    [InlineData(GcsCall.Delete, GcsFault.LostAnswer)]
    internal async Task What_passes_is_tried_again_and_nothing_is_done_twice(GcsCall call, GcsFault fault)
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:ChunkBytes", $"{2 * Chunk}"));
        var bytes = RandomNumberGenerator.GetBytes((4 * Chunk) + 12_345);
        server.Fail(call, fault, GcsFault.None, fault);

        await bucket.CreateAsync(name, bytes);
        Assert.Equal(bytes, await bucket.ReadAsync(name));
        var listed = new List<ObjectEntry>();
        await foreach (var entry in bucket.Store.ListAsync("t/faults/", from: null, CancellationToken.None))
            listed.Add(entry);
        await bucket.Store.DeleteAsync(name, CancellationToken.None);

        Assert.Equal((name, bytes.Length), (listed.Single().Name, listed.Single().SizeBytes));
        Assert.Equal(bytes, server.Bucket.Created.Single().Bytes);
        Assert.Single(server.Bucket.Deleted);
        // To go on after half a chunk is no second attempt.
        Assert.Equal(fault != GcsFault.Partial, bucket.Log.Lines.Any(line => line.Contains("attempt 1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_upload_whose_failures_fail_too_goes_on_where_it_was()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:ChunkBytes", $"{Chunk}"));
        var bytes = RandomNumberGenerator.GetBytes(3 * Chunk);
        server.Fail(GcsCall.Chunk, GcsFault.LostAnswer, GcsFault.Unavailable, GcsFault.None, GcsFault.LostAnswer);
        server.Fail(GcsCall.Progress, GcsFault.Unavailable, GcsFault.Reset, GcsFault.None, GcsFault.LostAnswer);

        await bucket.CreateAsync(name, bytes);

        Assert.Equal(bytes, server.Bucket.Created.Single().Bytes);
    }

    [Fact]
    public async Task An_upload_that_gets_nowhere_ends()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:MaxAttempts", "3"));
        server.Choose = call => call == GcsCall.Chunk ? GcsFault.Nothing : GcsFault.None;

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.CreateAsync(name, [1, 2, 3]));

        Assert.Equal(ObjectStoreFault.Unavailable, exception.Fault);
        Assert.Equal(3, server.Count(GcsCall.Chunk));
        Assert.Empty(server.Bucket.Created);
    }

    [Fact]
    public async Task An_upload_the_bucket_has_forgotten_fails_at_once_and_leaves_nothing()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:ChunkBytes", $"{Chunk}"));
        server.Fail(GcsCall.Chunk, GcsFault.None, GcsFault.SessionGone);

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.CreateAsync(name, new byte[3 * Chunk]));

        Assert.Equal(ObjectStoreFault.Unavailable, exception.Fault);
        Assert.Equal(2, server.Count(GcsCall.Chunk));
        Assert.Empty(server.Bucket.Created);
    }

    [Theory]
    [InlineData(GcsFault.Unauthorized, ObjectStoreFault.Unauthenticated, "401")]
    [InlineData(GcsFault.Forbidden, ObjectStoreFault.Forbidden, "does not have storage.objects.get access")]
    [InlineData(GcsFault.NoBucket, ObjectStoreFault.NoBucket, "The specified bucket does not exist.")]
    internal async Task What_does_not_pass_says_what_it_is_and_is_not_tried_again(GcsFault fault, ObjectStoreFault expected, string detail)
    {
        await using var bucket = new GcsStore(server);
        await bucket.CreateAsync(name, [1, 2, 3]);
        var before = server.Calls.Count;
        server.Choose = call => call == GcsCall.Token ? GcsFault.None : fault;

        Func<Task>[] operations =
        [
            () => bucket.CreateAsync($"{name}-2", [1]),
            () => bucket.ReadAsync(name),
            () => bucket.Store.FindAsync(name, CancellationToken.None),
            () => bucket.Store.DeleteAsync(name, CancellationToken.None),
            async () => await bucket.Store.ListAsync("t/", from: null, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync(),
            () => bucket.Store.CheckAsync(CancellationToken.None),
        ];
        foreach (var operation in operations)
        {
            var exception = await Assert.ThrowsAsync<ObjectStoreException>(operation);
            Assert.True(exception.Fault == expected, exception.ToString());
            Assert.Contains(detail, exception.Message, StringComparison.Ordinal);
        }

        // Google's client has a 401 confirmed with a fresh token.
        Assert.InRange(server.Calls.Count - before, operations.Length, fault == GcsFault.Unauthorized ? 3 * operations.Length : operations.Length);
        Assert.Single(server.Bucket.Objects);
    }

    [Theory]
    [InlineData(GcsFault.Unavailable, ObjectStoreFault.Unavailable, "503")]
    [InlineData(GcsFault.BadGateway, ObjectStoreFault.Unavailable, "502")]
    [InlineData(GcsFault.TooMany, ObjectStoreFault.Throttled, "429")]
    internal async Task What_does_not_end_is_given_up_and_says_what_it_is(GcsFault fault, ObjectStoreFault expected, string detail)
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:MaxAttempts", "4"));
        server.Choose = _ => fault;

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.Store.FindAsync(name, CancellationToken.None));

        Assert.Equal(expected, exception.Fault);
        Assert.Contains(detail, exception.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Count(GcsCall.Get));
    }

    [Fact]
    public async Task A_bucket_that_says_when_to_come_back_is_asked_again_then()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:RetryDelay", "00:01:00"));
        await bucket.CreateAsync(name, [1, 2, 3]);
        server.RetryAfter = "0";
        server.Fail(GcsCall.Get, GcsFault.TooMany);

        // With a pause of our own this would take half a minute at the least.
        Assert.NotNull(await bucket.Store.FindAsync(name, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(25)));
    }

    [Fact]
    public async Task Nobody_waits_for_a_bucket_that_wants_to_be_left_alone_for_an_hour()
    {
        await using var bucket = new GcsStore(server);
        server.RetryAfter = "3600";
        server.Choose = _ => GcsFault.TooMany;

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.Store.FindAsync(name, CancellationToken.None));
        Assert.Equal((ObjectStoreFault.Throttled, TimeSpan.FromHours(1)), (exception.Fault, exception.RetryAfter));

        exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.CreateAsync(name, [1]));
        Assert.Equal((ObjectStoreFault.Throttled, TimeSpan.FromHours(1)), (exception.Fault, exception.RetryAfter));
        Assert.Equal(2, server.Calls.Count);
    }

    [Fact]
    public async Task Bytes_that_are_damaged_on_the_way_in_never_become_an_object()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:ChunkBytes", $"{Chunk}"));
        server.Fail(GcsCall.Chunk, GcsFault.None, GcsFault.CorruptByte);

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.CreateAsync(name, RandomNumberGenerator.GetBytes(3 * Chunk)));

        Assert.Equal(ObjectStoreFault.Corrupt, exception.Fault);
        Assert.Empty(server.Bucket.Created);
        await bucket.CreateAsync(name, [1]);
    }

    [Fact]
    public async Task Where_the_bucket_does_not_check_them_a_damaged_object_is_deleted()
    {
        await using var bucket = new GcsStore(server);
        server.ChecksUploads = false;
        server.Fail(GcsCall.Chunk, GcsFault.CorruptByte);

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.CreateAsync(name, RandomNumberGenerator.GetBytes(1000)));

        Assert.Equal(ObjectStoreFault.Corrupt, exception.Fault);
        Assert.Empty(server.Bucket.Objects);
        Assert.Single(server.Bucket.Deleted);
    }

    [Fact]
    public async Task Bytes_that_are_damaged_on_the_way_out_are_fetched_again()
    {
        await using var bucket = new GcsStore(server);
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        await bucket.CreateAsync(name, bytes);
        server.Fail(GcsCall.Media, GcsFault.CorruptByte, GcsFault.Truncated, GcsFault.CorruptByte);

        Assert.Equal(bytes, await bucket.ReadAsync(name));
        Assert.Equal(4, server.Count(GcsCall.Media));
    }

    [Fact]
    public async Task Of_damaged_bytes_too_many_to_hold_the_last_is_never_given_away()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:ChunkBytes", $"{Chunk}"));
        await bucket.CreateAsync(name, RandomNumberGenerator.GetBytes((3 * Chunk) + 1));
        server.Fail(GcsCall.Media, GcsFault.None, GcsFault.CorruptByte);

        await using var stored = (await bucket.Store.OpenAsync(name, CancellationToken.None))!;
        using var copy = new MemoryStream();
        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => stored.Content.CopyToAsync(copy));

        Assert.Equal(ObjectStoreFault.Corrupt, exception.Fault);
        Assert.Equal(3 * Chunk, copy.Length);
        await Assert.ThrowsAsync<ObjectStoreException>(() => stored.Content.CopyToAsync(copy));
    }

    [Theory]
    [InlineData(GcsCall.Begin, GcsFault.Stall)]
    [InlineData(GcsCall.Chunk, GcsFault.Stall)]
    [InlineData(GcsCall.Get, GcsFault.Stall)]
    [InlineData(GcsCall.Get, GcsFault.StallMidBody)]
    [InlineData(GcsCall.Media, GcsFault.Stall)]
    [InlineData(GcsCall.Media, GcsFault.StallMidBody)]
    internal async Task A_connection_that_falls_silent_is_left(GcsCall call, GcsFault fault)
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:Timeout", "00:00:02"), ("ObjectStore:MaxAttempts", "10"));
        var bytes = RandomNumberGenerator.GetBytes(2_000_000);
        server.Fail(call, fault);

        await bucket.CreateAsync(name, bytes);

        Assert.Equal(bytes, await bucket.ReadAsync(name));
        Assert.Equal(bytes, server.Bucket.Created.Single().Bytes);
    }

    [Fact]
    public async Task A_connection_that_crawls_is_not()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:Timeout", "00:00:06"), ("ObjectStore:MaxAttempts", "1"));
        var bytes = RandomNumberGenerator.GetBytes(7 * 1024);
        server.Fail(GcsCall.Media, GcsFault.Slow);
        await bucket.CreateAsync(name, bytes);

        // Seven seconds in all, one at a time.
        Assert.Equal(bytes, await bucket.ReadAsync(name));
        Assert.Equal(1, server.Count(GcsCall.Media));
    }

    [Fact]
    public async Task A_bucket_that_takes_its_time_with_a_chunk_is_waited_for()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:MaxAttempts", "1"));
        var bytes = RandomNumberGenerator.GetBytes(2 * 1024);
        server.Fail(GcsCall.Chunk, GcsFault.Slow);

        await bucket.CreateAsync(name, bytes);

        Assert.Equal(bytes, server.Bucket.Created.Single().Bytes);
    }

    [Fact]
    public async Task Of_many_who_create_the_same_object_one_does()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:ChunkBytes", $"{Chunk}"));
        var contents = Enumerable.Range(0, 8).Select(_ => RandomNumberGenerator.GetBytes(2 * Chunk)).ToArray();

        var outcomes = await Task.WhenAll(contents.Select(async bytes => await Record.ExceptionAsync(() => bucket.CreateAsync(name, bytes))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), outcome => Assert.Equal(ObjectStoreFault.Exists, Assert.IsType<ObjectStoreException>(outcome).Fault));
        Assert.Equal(contents[Array.IndexOf(outcomes, null)], server.Bucket.Created.Single().Bytes);
    }

    [Fact]
    public async Task An_object_that_came_in_place_of_the_one_to_be_deleted_stays()
    {
        await using var bucket = new GcsStore(server);
        await bucket.CreateAsync(name, [1]);
        server.Choose = call =>
        {
            if (call == GcsCall.Delete)
                server.Bucket.Put(name, [2], contentType: null, contentEncoding: null, ifGenerationMatch: null);
            return GcsFault.None;
        };

        await bucket.Store.DeleteAsync(name, CancellationToken.None);

        Assert.Equal([2], server.Bucket.Find(name)!.Bytes);
        Assert.Empty(server.Bucket.Deleted);
    }

    [Fact]
    public async Task A_reader_gets_one_generation_or_an_error()
    {
        await using var bucket = new GcsStore(server, ("ObjectStore:ChunkBytes", $"{Chunk}"));
        await bucket.CreateAsync(name, RandomNumberGenerator.GetBytes(3 * Chunk));
        await using var stored = (await bucket.Store.OpenAsync(name, CancellationToken.None))!;
        await stored.Content.ReadExactlyAsync(new byte[1000]);

        server.Bucket.Put(name, new byte[3 * Chunk], contentType: null, contentEncoding: null, ifGenerationMatch: null);

        await Assert.ThrowsAsync<ObjectStoreException>(() => stored.Content.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task What_its_creator_called_compressed_is_not_read_as_the_file()
    {
        await using var bucket = new GcsStore(server);
        server.Bucket.Put(name, [1, 2, 3], "text/plain", "gzip", ifGenerationMatch: 0);

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => bucket.ReadAsync(name));

        Assert.Equal(ObjectStoreFault.Refused, exception.Fault);
        Assert.Equal("gzip", (await bucket.Store.FindAsync(name, CancellationToken.None))!.ContentEncoding);
    }
}
