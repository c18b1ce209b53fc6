using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

/// <summary>The server as a process of its own, over a database and a folder of its own.</summary>
public sealed class KilledServerTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("killed-server-").FullName;
    private OwnDatabase database = null!;

    public async Task InitializeAsync() => database = await OwnDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_server_killed_amid_uploads_loses_nothing_it_answered_and_keeps_nothing_else()
    {
        const string TenantId = "the-tenant";
        var random = new Random(20260121);
        var answered = new List<Guid>();
        Guid? spaceId = null;

        for (var round = 0; round < 10; round++)
        {
            await using var server = await StartAsync();
            var tenant = new TenantApi(server.Http, TenantId);
            spaceId ??= (await tenant.ASpaceAsync()).Id;

            var uploads = Enumerable.Range(0, 4).Select(_ => UploadUntilItDiesAsync(tenant, spaceId.Value, answered)).ToArray();
            // Any moment will do once it works: before, amid or after some upload.
            var before = answered.Count;
            await Poll.UntilAsync(() => answered.Count > before);
            await Task.Delay(random.Next(0, 60));
            await server.KillAsync();
            await Task.WhenAll(uploads);
        }

        await using (var server = await StartAsync(("Uploads__OrphanAge", "00:00:00")))
        {
            var tenant = new TenantApi(server.Http, TenantId);
            using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
            using var sweep = await server.Http.PostAsync("admin/functions/SweepUploadsOnTimer", body);
            Assert.Equal(HttpStatusCode.Accepted, sweep.StatusCode);

            var state = await Poll.UntilAsync(
                () => StoredState.OfAsync(database.SuperuserConnectionString, Objects, TenantId),
                seen => seen.StoreObjects.Count <= seen.Files && StoredState.Incoming(Objects).Length == 0);
            state.ExpectWhole();
            Assert.NotEmpty(answered);
            foreach (var id in answered)
                (await tenant.GetAsync($"campaign-assets/{id}/file")).Expect(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_large_upload_takes_next_to_no_memory()
    {
        const long Size = 300_000_000;
        await using var server = await StartAsync(("Uploads__MaxBytes", "3000000000"));
        var tenant = new TenantApi(server.Http, "large");
        var space = await tenant.ASpaceAsync();
        await UploadAsync(tenant, space.Id, 5_000_000);
        var before = server.PeakMemoryBytes;

        var created = await UploadAsync(tenant, space.Id, Size);

        Assert.Equal(Size, (long)created.Expect(HttpStatusCode.Created)["file_size"]);
        Assert.InRange(server.PeakMemoryBytes - before, 0, 64_000_000);
    }

    private string Objects => Path.Combine(folder, "objects");

    private Task<ServerProcess> StartAsync(params (string Name, string Value)[] settings) =>
        ServerProcess.StartAsync(database.AppConnectionString, folder, settings);

    private static async Task UploadUntilItDiesAsync(TenantApi tenant, Guid spaceId, List<Guid> answered)
    {
        try
        {
            while (true)
            {
                var answer = await tenant.UploadAsync(spaceId, TestFile.OfRandomBytes(200_000), ("asset_type", "other"));
                lock (answered)
                    answered.Add(answer.Expect(HttpStatusCode.Created).Id);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // It died, as it should.
        }
    }

    private static async Task<ApiAnswer> UploadAsync(TenantApi tenant, Guid spaceId, long size)
    {
        using var form = new MultipartFormDataContent { { new StringContent("other"), "asset_type" } };
        form.Add(new StreamContent(new Bytes(size), bufferSize: 128 * 1024), "file", "large.bin");
        return await tenant.SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{spaceId}/assets", form);
    }

    /// <summary>So many bytes, never held.</summary>
    private sealed class Bytes(long size) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => size;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, size - Position);
            buffer.AsSpan(offset, given).Fill((byte)(size % 251));
            Position += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
