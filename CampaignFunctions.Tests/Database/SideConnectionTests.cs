using System.Net;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

/// <summary>
/// Calls that hold a connection and write on another, as many at once as there are connections: none waits for one that only another
/// of them could give back.
/// </summary>
public sealed class SideConnectionTests : IAsyncLifetime
{
    private const int Connections = 4;
    private const int Calls = 4 * Connections;

    private OwnDatabase database = null!;
    private RunningApi api = null!;
    private TenantApi tenant = null!;
    private Guid space;

    public async Task InitializeAsync()
    {
        database = await OwnDatabase.CreateAsync();
        api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(database.AppConnectionString) { MaxPoolSize = Connections, Timeout = 60 }.ConnectionString,
        });
        tenant = api.NewTenant();
        space = (await tenant.ASpaceAsync()).Id;
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Direct_uploads_begun_under_keys_do_not_wait_for_each_other()
    {
        var answers = await AtOnceAsync(key => tenant.PostAsync(
            $"campaign-assets/campaign-spaces/{space}/uploads", new { asset_name = "A", asset_type = "other", file_size = 1000, mime_type = "application/octet-stream" }, key));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Created));
    }

    [Fact]
    public async Task Nor_do_uploads_under_keys_that_are_refused()
    {
        await tenant.LimitAsync(100_000);

        var answers = await AtOnceAsync(key => tenant.UploadWithKeyAsync(key, space, TestFile.OfRandomBytes(90_000), ("asset_type", "other")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded"));
        Assert.Equal(0, (await StoredState.OfAsync(database.SuperuserConnectionString, api.ObjectsFolder, tenant.TenantId)).ReservedBytes);
    }

    // No key is another's: an answer that is waited for would be no deadlock. Longer than any of this takes, shorter than a wait for a connection.
    private static Task<ApiAnswer[]> AtOnceAsync(Func<string, Task<ApiAnswer>> call) =>
        Task.WhenAll(Enumerable.Range(0, Calls).Select(number => call($"key-{number}"))).WaitAsync(TimeSpan.FromSeconds(50));
}
