using System.Net;
using CampaignFunctions.Tests.Support;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Storage;

/// <summary>Many that want the last room at once: all of it is given away, and no byte more.</summary>
public sealed class QuotaRaceTests(ITestOutputHelper output)
{
    private const int Racers = 64;
    private const int Room = 10;
    private const int Size = 60_000;

    // In turn: how an upload tells, or doesn't, how large it is.
    private static readonly string[] Forms = ["behind its fields", "before its fields", "of no known length"];

    [Fact]
    public async Task Of_sixty_four_simultaneous_uploads_with_room_for_ten_ten_come_in()
    {
        const int Rounds = 21;
        var api = await RunningApi.SharedAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var (tenant, space) = await WithRoomForTenAsync(api);

            var answers = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => UploadAsync(tenant, space, Forms[round % Forms.Length])));

            ExpectTen(answers);
            var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
            Assert.Equal((Room, Room * Size, 0), (state.Assets, state.UsedBytes, state.ReservedBytes));
        }

        output.Print("quota", $"{Rounds} rounds of {Racers} parallel uploads with room for {Room}: {Room} came in each time, {Racers - Room} were refused");
    }

    [Fact]
    public async Task Of_sixty_four_direct_uploads_begun_at_once_with_room_for_ten_ten_come_in()
    {
        var api = await RunningApi.SharedAsync();
        var (tenant, space) = await WithRoomForTenAsync(api);
        var files = Enumerable.Range(0, Racers).Select(_ => TestFile.OfRandomBytes(Size)).ToList();

        var tickets = await Task.WhenAll(files.Select(file =>
            tenant.PostAsync($"campaign-assets/campaign-spaces/{space}/uploads", new { asset_name = "Hero", asset_type = "other", file_size = Size, mime_type = file.MimeType })));

        ExpectTen(tickets);
        var begun = await StoredState.OfAsync(api, tenant);
        Assert.Equal((0, Room * Size), (begun.UsedBytes, begun.ReservedBytes));
        await Task.WhenAll(tickets.Zip(files).Where(pair => pair.First.Status == HttpStatusCode.Created).Select(async pair =>
        {
            (await tenant.SendBytesAsync(pair.First, pair.Second.Bytes)).Expect(HttpStatusCode.OK);
            (await tenant.PostAsync($"campaign-assets/campaign-spaces/{space}/uploads/{pair.First["upload_id"]}/complete")).Expect(HttpStatusCode.Created);
        }));
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((Room, Room * Size, 0), (state.Assets, state.UsedBytes, state.ReservedBytes));
        output.Print("quota, direct uploads", $"{Racers} begun in parallel with room for {Room}: {Room} came in, {Racers - Room} were refused");
    }

    private static async Task<(TenantApi Tenant, Guid Space)> WithRoomForTenAsync(RunningApi api)
    {
        var tenant = api.NewTenant();
        (await tenant.PutAsync($"tenants/{tenant.TenantId}", new { storage_limit_bytes = Room * Size })).Expect(HttpStatusCode.Created);
        return (tenant, (await tenant.ASpaceAsync()).Id);
    }

    private static void ExpectTen(ApiAnswer[] answers)
    {
        Assert.Equal(Room, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded"));
    }

    private static async Task<ApiAnswer> UploadAsync(TenantApi tenant, Guid space, string form)
    {
        var bytes = TestFile.OfRandomBytes(Size).Bytes;
        using var content = form == "before its fields"
            ? new RawForm().File("a.bin", bytes).Field("asset_type", "other").Field("description", new string('x', 2_000)).Build()
            : new RawForm().Field("asset_type", "other").File("a.bin", bytes).Build();
        using var request = tenant.Request(HttpMethod.Post, $"campaign-assets/campaign-spaces/{space}/assets", content);
        request.Headers.TransferEncodingChunked = form == "of no known length";
        using var response = await tenant.SendAsync(request);
        return await ApiAnswer.ReadAsync(response);
    }
}
