using System.Data.Common;
using System.Net;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.Idempotency;

/// <summary>Uploads under a key: rows and objects of one upload, however often it came.</summary>
public sealed class KeyedUploadTests : IAsyncLifetime
{
    private readonly string key = $"{Guid.CreateVersion7()}";
    private readonly TestFile file = TestFile.OfRandomBytes();
    private RunningApi api = null!;
    private TenantApi tenant = null!;
    private Guid spaceId;

    public Task InitializeAsync() => UseAsync(RunningApi.SharedAsync());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_same_file_and_fields_again_are_the_same_upload_whatever_the_boundary()
    {
        var first = await UploadAsync(file, ("asset_type", "other"), ("tags", "a,b"), ("title", "One"));
        var again = await UploadAsync(file, ("title", "One"), ("asset_type", "other"), ("tags", "a,b"));

        Assert.Equal(first.Expect(HttpStatusCode.Created).Whole, again.Whole);
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((1, 1, 1), (state.Assets, state.Files, state.StoreObjects.Count));
    }

    [Fact]
    public async Task Another_file_name_type_field_or_space_is_another_request_and_leaves_nothing()
    {
        var first = await UploadAsync(file, ("asset_type", "other"));
        var otherSpace = await tenant.ASpaceAsync();

        ApiAnswer[] others =
        [
            await UploadAsync(TestFile.OfRandomBytes(), ("asset_type", "other")),
            await UploadAsync(file with { Name = "other.bin" }, ("asset_type", "other")),
            await UploadAsync(file with { MimeType = "application/x-other" }, ("asset_type", "other")),
            await UploadAsync(file, ("asset_type", "other"), ("title", "Another")),
            await UploadAsync(of: null, ("asset_type", "other")),
            await tenant.UploadWithKeyAsync(key, otherSpace.Id, file, ("asset_type", "other")),
        ];

        Assert.All(others, answer => answer.ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"));
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((1, 1, 1), (state.Assets, state.Files, state.StoreObjects.Count));
        Assert.Equal(first.Whole, (await UploadAsync(file, ("asset_type", "other"))).Whole);
    }

    [Fact]
    public async Task One_that_is_refused_is_not_kept_and_leaves_nothing()
    {
        var known = (await tenant.UploadAsync(spaceId, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        var duplicate = await UploadAsync(file, ("asset_type", "other"));
        var mistyped = await UploadAsync(TestFile.OfRandomBytes(), ("asset_type", "image"));
        var unknown = await UploadAsync(TestFile.OfRandomBytes(), ("asset_typ", "other"));

        Assert.Equal(known.Id, (Guid)duplicate.ExpectProblem(HttpStatusCode.Conflict, "duplicate_asset")["existing_asset_id"]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, mistyped.Status);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.Status);
        Assert.Single((await StoredState.OfAsync(api, tenant)).ExpectWhole().StoreObjects);
        Assert.Equal(0, await TestRows.ScalarAsync<long>("select count(*) from idempotency_keys where tenant_id = @tenant", ("tenant", tenant.TenantId)));
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_is_refused_before_anything_is_received()
    {
        (await tenant.UploadWithKeyAsync("not, a key", spaceId, file, ("asset_type", "other"))).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        (await StoredState.OfAsync(api, tenant)).ExpectNothing();
    }

    [Fact]
    public async Task While_the_first_is_being_placed_the_second_leaves_nothing()
    {
        Task<ApiAnswer> first;
        await using (var connection = await TestDatabase.OpenAsync())
        {
            await using var held = await HeldRow.OfSpaceAsync(connection, tenant.TenantId, spaceId);
            first = UploadAsync(file, ("asset_type", "other"));
            await held.IsWaitedForAsync();

            (await UploadAsync(file, ("asset_type", "other"))).ExpectProblem(HttpStatusCode.Conflict, "idempotency_key_in_use");
        }

        Assert.Equal((await first).Expect(HttpStatusCode.Created).Whole, (await UploadAsync(file, ("asset_type", "other"))).Whole);
        Assert.Single((await StoredState.OfAsync(api, tenant)).ExpectWhole().StoreObjects);
    }

    [Fact]
    public async Task Its_file_is_processed_and_the_answer_stays_that_of_the_upload()
    {
        var image = new TestFile("dot.png", "image/png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));

        var first = (await UploadAsync(image, ("asset_type", "image"))).Expect(HttpStatusCode.Created);
        await Poll.UntilAsync(async () => (string?)(await tenant.GetAsync($"campaign-assets/{first.Id}"))["processing_status"], status => status == "ready");

        // What it is by now its own address says; this is the answer to the upload.
        Assert.Equal(first.Whole, (await UploadAsync(image, ("asset_type", "image"))).Whole);
        Assert.Equal("pending", (string?)first["processing_status"]);
    }

    [Fact]
    public async Task When_the_answer_to_the_commit_is_lost_the_next_try_gets_the_first_answer()
    {
        var fault = new Fault();
        await using var own = await StartAsync(fault);
        fault.LosesAnswerToCommit = true;

        (await UploadAsync(file, ("asset_type", "other"))).ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");

        fault.LosesAnswerToCommit = false;
        var again = (await UploadAsync(file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        var state = (await StoredState.OfAsync(own, tenant)).ExpectWhole();
        Assert.Equal((1, 1), (state.Assets, state.StoreObjects.Count));
        (await tenant.GetAsync($"campaign-assets/{again.Id}/file")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task When_the_answer_cannot_be_kept_nothing_stays_and_the_next_try_is_the_first()
    {
        var fault = new Fault();
        await using var own = await StartAsync(fault);
        fault.BreaksKeeping = true;

        (await UploadAsync(file, ("asset_type", "other"))).ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");

        (await StoredState.OfAsync(own, tenant)).ExpectNothing();
        fault.BreaksKeeping = false;
        (await UploadAsync(file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        Assert.Single((await StoredState.OfAsync(own, tenant)).ExpectWhole().StoreObjects);
    }

    private Task<ApiAnswer> UploadAsync(TestFile? of, params (string Name, string Value)[] fields) => tenant.UploadWithKeyAsync(key, spaceId, of, fields);

    private async Task<RunningApi> StartAsync(Fault fault)
    {
        await UseAsync(RunningApi.StartAsync(configure: services => services.ConfigureDbContext<CampaignDb>(options => options.AddInterceptors(fault, fault.OfCommit))));
        return api;
    }

    private async Task UseAsync(Task<RunningApi> started)
    {
        api = await started;
        tenant = api.NewTenant();
        spaceId = (await tenant.ASpaceAsync()).Id;
    }

    /// <summary>Breaks what comes after the upload itself.</summary>
    private sealed class Fault : DbCommandInterceptor
    {
        public Fault() => OfCommit = new CommitFault(this);

        public DbTransactionInterceptor OfCommit { get; }

        public bool BreaksKeeping { get; set; }

        public bool LosesAnswerToCommit { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            BreaksKeeping && command.CommandText.Contains("insert into idempotency_keys", StringComparison.Ordinal) ? throw new TimeoutException("The database does not answer.") : new(result);

        private sealed class CommitFault(Fault fault) : DbTransactionInterceptor
        {
            public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
                fault.LosesAnswerToCommit ? throw new TimeoutException("The answer was lost.") : Task.CompletedTask;
        }
    }
}
