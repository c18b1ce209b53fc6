using System.Collections.Concurrent;
using System.Net;
using System.Text;
using CampaignFunctions.Core.Idempotency;
using CampaignFunctions.Tests.Support;
using Npgsql;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Idempotency;

/// <summary>SIGKILL, and the same request again to the next server.</summary>
public sealed class KilledServerTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string TenantId = "killed";
    private readonly string folder = Directory.CreateTempSubdirectory("killed-").FullName;
    private OwnDatabase database = null!;

    public async Task InitializeAsync() => database = await OwnDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Killed_between_commit_and_reply_the_effect_is_there_once_and_its_answer_is_given()
    {
        var file = TestFile.OfRandomBytes();
        Guid createdId, uploadedId;

        await using (var wire = new HeldCommit(database.AppConnectionString))
        {
            createdId = await DieAtCommitAsync(wire, CreateAsync, "select id from campaign_spaces");
            uploadedId = await DieAtCommitAsync(wire, UploadAsync, "select id from campaign_assets");
        }

        await using (var server = await StartAsync(database.AppConnectionString))
        {
            var tenant = new TenantApi(server.Http, TenantId);
            var created = (await CreateAsync(tenant)).Expect(HttpStatusCode.Created);
            var uploaded = (await UploadAsync(tenant)).Expect(HttpStatusCode.Created);

            Assert.Equal((createdId, uploadedId), (created.Id, uploaded.Id));
            ExpectSame(await FirstAnswerAsync("create"), created);
            ExpectSame(await FirstAnswerAsync("upload"), uploaded);
            Assert.Equal(created.Whole, (await CreateAsync(tenant)).Whole);
            Assert.Equal(uploaded.Whole, (await UploadAsync(tenant)).Whole);
            (await tenant.GetAsync($"campaign-assets/{uploadedId}/file")).Expect(HttpStatusCode.OK);
            Assert.Equal(1, (int)(await tenant.GetAsync("campaign-spaces"))["total"]);
        }

        var state = (await StateAsync()).ExpectWhole();
        Assert.Equal((1, 1), (state.Assets, state.StoreObjects.Count));
        output.Print("killed between commit and reply", "2 keyed POSTs, 2 effects, 2 first answers given byte for byte to who came again");

        Task<ApiAnswer> CreateAsync(TenantApi tenant) => tenant.PostAsync("campaign-spaces", new { campaign_name = "Summer", platform = "meta" }, "create");
        Task<ApiAnswer> UploadAsync(TenantApi tenant) => tenant.UploadWithKeyAsync("upload", createdId, file, ("asset_type", "other"));
    }

    [Fact]
    public async Task Killed_at_any_moment_every_request_that_is_sent_again_has_one_effect_and_one_answer()
    {
        const int Rounds = 2;
        var random = Seed.For("killed at any moment");
        var sent = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);

        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await StartAsync(database.AppConnectionString);
            var tenant = new TenantApi(server.Http, TenantId);
            var before = sent.Count;
            var senders = Enumerable.Range(0, 8).Select(sender => SendUntilItDiesAsync(tenant, $"{round}-{sender}", sent)).ToArray();

            // Any moment will do once it works: before, amid or after some request.
            await Poll.UntilAsync(() => sent.Count > before + 16);
            await Task.Delay(random.Next(0, 60));
            await server.KillAsync();
            await Task.WhenAll(senders);
        }

        await using (var server = await StartAsync(database.AppConnectionString))
        {
            var tenant = new TenantApi(server.Http, TenantId);
            foreach (var (key, answered) in sent)
            {
                var answer = (await SendAsync(tenant, key)).Expect(HttpStatusCode.Created);
                if (answered is not null)
                    Assert.Equal(answered, answer.Whole);
            }

            Assert.Equal(sent.Count, (int)(await tenant.GetAsync("campaign-spaces?limit=1"))["total"]);
            output.Print("killed at any moment", $"{Rounds} kills, {sent.Count:N0} keyed POSTs, {sent.Count:N0} effects, {sent.Values.Count(answered => answered is not null):N0} answers given again byte for byte");
        }
    }

    private static Task<ApiAnswer> SendAsync(TenantApi tenant, string key) => tenant.PostAsync("campaign-spaces", new { campaign_name = key, platform = "meta" }, key);

    private static async Task SendUntilItDiesAsync(TenantApi tenant, string sender, ConcurrentDictionary<string, string?> sent)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var key = $"{sender}-{number}";
                sent[key] = null;
                sent[key] = (await SendAsync(tenant, key)).Expect(HttpStatusCode.Created).Whole;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // It died, as it should.
        }
    }

    /// <summary>Sends to a server that is killed once the database has committed, before the server hears of it.</summary>
    /// <returns>The id of the row that was committed.</returns>
    private async Task<Guid> DieAtCommitAsync(HeldCommit wire, Func<TenantApi, Task<ApiAnswer>> send, string committed)
    {
        await using var server = await StartAsync(wire.ConnectionString);
        var commit = wire.NextAsync();
        var unanswered = send(new TenantApi(server.Http, TenantId));
        await commit;
        await server.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => unanswered);

        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(committed, connection);
        return Assert.IsType<Guid>(await command.ExecuteScalarAsync());
    }

    /// <summary>What was committed with the effect, and nobody heard.</summary>
    private async Task<GivenAnswer> FirstAnswerAsync(string key)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("select status, headers, body from idempotency_keys where key = $1", connection) { Parameters = { new() { Value = key } } };
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        return new GivenAnswer(row.GetInt32(0), row.GetFieldValue<string[]>(1), row.GetFieldValue<byte[]>(2));
    }

    private static void ExpectSame(GivenAnswer first, ApiAnswer answer)
    {
        Assert.Equal(first.Status, (int)answer.Status);
        Assert.Equal(first.Body, Encoding.UTF8.GetBytes(answer.Text));
        Assert.NotEmpty(first.Headers);
        Assert.All(first.Headers, header => Assert.Contains(header, answer.Whole.Split('\n')));
    }

    private Task<ServerProcess> StartAsync(string connectionString) => ServerProcess.StartAsync(connectionString, folder);

    private Task<StoredState> StateAsync() => StoredState.OfAsync(database.SuperuserConnectionString, Path.Combine(folder, "objects"), TenantId);
}
