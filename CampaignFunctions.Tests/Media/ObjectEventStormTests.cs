using System.Collections.Concurrent;
using System.Net;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Media;

public sealed class ObjectEventStormTests(EventApi events, ITestOutputHelper output) : IClassFixture<EventApi>
{
    private const int Events = 2_000;
    private const int Poison = Events / 100;

    private readonly Random random = Seed.For("object events");
    private int delivered;

    [Fact]
    public async Task Two_thousand_events_delivered_one_to_five_times_in_any_order_have_one_result_each()
    {
        var tenant = EventApi.NewTenant();
        var good = await events.FilesAsync(tenant, Events - Poison);
        var breaking = await events.FilesAsync(tenant, Poison / 4, "!poison");
        var unknown = Enumerable.Range(0, Poison / 4).Select(_ => ObjectName.OfFile(tenant, Guid.CreateVersion7())).ToList();
        unknown.ForEach(name => events.Put(name, "file"));
        var foreign = Enumerable.Range(0, Poison / 4).Select(i => $"{tenant}/{i}.png").ToList();
        var malformed = Enumerable.Range(0, Poison / 4).Select(i => EventApi.Pushed(string.Empty, messageId: $"{tenant}-{i}").ToJsonString());

        var told = (string[])[.. good.Concat(breaking).Concat(unknown).Concat(foreign).Select(name => EventApi.Pushed(name).ToJsonString()), .. malformed];
        Assert.Equal(Events, told.Length);
        await DeliverAsync(told);

        Assert.Equal(good.Count, await TestRows.ScalarAsync<long>("select count(*) from stored_files where tenant_id = @tenant and state = 'ready'", ("tenant", tenant)));
        Assert.Equal(breaking.Count, await TestRows.ScalarAsync<long>("select count(*) from stored_files where tenant_id = @tenant and state = 'pending'", ("tenant", tenant)));
        Assert.Equal(good.Count, events.Thumbnails(tenant));
        Assert.Equal(Enumerable.Repeat($"{tenant} parked 5", Poison / 2), await EventApi.KeptAsync($"t/{tenant}/"));
        Assert.Equal(Enumerable.Repeat("~ parked 5", Poison / 4), await EventApi.KeptAsync($"{tenant}/"));
        Assert.Equal(Enumerable.Repeat("~ parked 5", Poison / 4), await EventApi.KeptAsync($"message:{tenant}-"));
        output.Print("object events", $"{Events:N0} events delivered {delivered:N0} times, {good.Count:N0} files ready once each, {Poison} of poison parked");
    }

    // As a subscription does: what is not acknowledged comes again, behind the others, until it is.
    private async Task DeliverAsync(string[] told)
    {
        var deliveries = told.SelectMany(one => Enumerable.Repeat(one, random.Next(1, 6))).ToArray();
        for (var round = 0; deliveries.Length > 0; round++)
        {
            Assert.True(round < 10, $"{deliveries.Length} deliveries are not acknowledged.");
            random.Shuffle(deliveries);
            delivered += deliveries.Length;
            var refused = new ConcurrentBag<string>();
            await Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (one, _) =>
            {
                if (await events.SendAsync(one) != HttpStatusCode.NoContent)
                    refused.Add(one);
            });
            deliveries = [.. refused];
        }
    }
}
