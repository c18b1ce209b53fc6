using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support;
using CampaignFunctions.Tests.Support.Gcs;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.ObjectStore;

public sealed class GoogleCloudStormTests(ITestOutputHelper output)
{
    private const int Workers = 20;
    private const int OperationsEach = 100;

    /// <summary>One call in five fails, in any way it can. What an operation says must be so, and what it did must not happen twice.</summary>
    [Fact]
    public async Task Of_two_thousand_operations_amid_faults_none_is_lost_doubled_or_silently_corrupt()
    {
        await using var server = await GcsServer.StartAsync();
        await using var bucket = new GcsStore(
            server, ("ObjectStore:ChunkBytes", "262144"), ("ObjectStore:MaxAttempts", "8"), ("ObjectStore:RetryDelay", "00:00:00.002"), ("ObjectStore:Timeout", "00:00:02"));
        var faults = new GcsFaultDice(Seed.For("bucket faults"), share: 0.2);
        server.Choose = faults.Roll;

        var workers = Enumerable.Range(0, Workers).Select(number => new Worker(bucket, $"t/storm-{number}/", Seed.For($"bucket worker {number}"))).ToArray();
        await Task.WhenAll(workers.Select(worker => Task.Run(() => worker.RunAsync(OperationsEach))));

        var objects = server.Bucket.Objects.ToDictionary(item => item.Name, item => item.Bytes, StringComparer.Ordinal);
        Assert.All(workers.SelectMany(worker => worker.Sure), pair => Assert.True(objects.TryGetValue(pair.Key, out var bytes) && bytes.AsSpan().SequenceEqual(pair.Value), $"{pair.Key} is lost or changed."));
        var known = workers.SelectMany(worker => worker.Sure.Concat(worker.Unsure)).ToDictionary(StringComparer.Ordinal);
        Assert.All(objects, pair => Assert.True(known.TryGetValue(pair.Key, out var bytes) && bytes.AsSpan().SequenceEqual(pair.Value), $"{pair.Key} should not be, or not so."));
        Assert.Equal(server.Bucket.Created.Count, server.Bucket.Created.DistinctBy(item => item.Name).Count());
        Assert.Equal(server.Bucket.Deleted.Count, server.Bucket.Deleted.DistinctBy(item => item.Name).Count());

        output.Print("bucket storm", $"{Workers * OperationsEach:N0} operations, {server.Calls.Count:N0} calls, {faults.Rolled:N0} of them made to fail, {workers.Sum(worker => worker.Failed)} operations told so, 0 lost, doubled or corrupt");
        // It was a storm, and most of it went unnoticed.
        Assert.InRange((double)faults.Rolled / server.Calls.Count, 0.15, 0.25);
        Assert.InRange(workers.Sum(worker => worker.Failed), 0, Workers * OperationsEach / 20);
    }

    /// <summary>Does this and that to objects of its own, and knows what must be true after.</summary>
    private sealed class Worker(GcsStore bucket, string prefix, Random random)
    {
        public Dictionary<string, byte[]> Sure { get; } = new(StringComparer.Ordinal);

        /// <summary>What a failed operation may or may not have done; but if it is there, it is this.</summary>
        public Dictionary<string, byte[]> Unsure { get; } = new(StringComparer.Ordinal);

        /// <summary>Operations that said they had failed.</summary>
        public int Failed { get; private set; }

        public async Task RunAsync(int operations)
        {
            for (var done = 0; done < operations; done++)
            {
                try
                {
                    await (random.Next(100) switch
                    {
                        < 40 => CreateAsync(),
                        < 65 => ReadAsync(),
                        < 75 => FindAsync(),
                        < 80 => ListAsync(),
                        _ => DeleteAsync(),
                    });
                }
                catch (ObjectStoreException)
                {
                    Failed++;
                }
            }
        }

        private async Task CreateAsync()
        {
            var (name, bytes) = ($"{prefix}{Guid.CreateVersion7()}", new byte[random.Next(10) == 0 ? random.Next(900_000) : random.Next(20_000)]);
            random.NextBytes(bytes);
            Unsure[name] = bytes;
            await bucket.CreateAsync(name, bytes);
            Unsure.Remove(name);
            Sure[name] = bytes;
        }

        private async Task ReadAsync()
        {
            if (AnyName() is not { } name)
                return;

            var bytes = await bucket.ReadAsync(name);
            Assert.True(Sure[name].AsSpan().SequenceEqual(bytes), $"{name} was read wrongly.");
        }

        private async Task FindAsync()
        {
            Assert.Null(await bucket.Store.FindAsync($"{prefix}{Guid.CreateVersion7()}", CancellationToken.None));
            if (AnyName() is { } name)
                Assert.Equal(Sure[name].Length, (await bucket.Store.FindAsync(name, CancellationToken.None))!.SizeBytes);
        }

        private async Task ListAsync()
        {
            var listed = new Dictionary<string, long>(StringComparer.Ordinal);
            await foreach (var entry in bucket.Store.ListAsync(prefix, from: null, CancellationToken.None))
                listed.Add(entry.Name, entry.SizeBytes);

            Assert.All(Sure, pair => Assert.Equal(pair.Value.Length, listed[pair.Key]));
            Assert.Empty(listed.Keys.Except(Sure.Keys).Except(Unsure.Keys));
        }

        private async Task DeleteAsync()
        {
            if (AnyName() is not { } name)
                return;

            Sure.Remove(name, out var bytes);
            Unsure[name] = bytes!;
            await bucket.Store.DeleteAsync(name, CancellationToken.None);
            Unsure.Remove(name);
        }

        private string? AnyName() => Sure.Count == 0 ? null : Sure.Keys.ElementAt(random.Next(Sure.Count));
    }
}
