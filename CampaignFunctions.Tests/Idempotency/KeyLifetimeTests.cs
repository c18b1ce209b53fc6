using System.Net;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Idempotency;

/// <summary>The sweep goes through all tenants, so these tests have a database of their own; and a clock that they move.</summary>
public sealed class KeyLifetimeTests : IAsyncLifetime
{
    private static readonly object Summer = new { campaign_name = "Summer", platform = "meta" };
    private static readonly object Winter = new { campaign_name = "Winter", platform = "meta" };

    private readonly ManualTime time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private OwnDatabase database = null!;
    private RunningApi api = null!;

    public async Task InitializeAsync()
    {
        database = await OwnDatabase.CreateAsync();
        api = await RunningApi.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:ConnectionString"] = database.AppConnectionString },
            services => services.AddSingleton<TimeProvider>(time));
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_is_given_again_for_24_hours_and_then_its_key_is_as_new()
    {
        var tenant = api.NewTenant();
        var first = await tenant.PostAsync("campaign-spaces", Summer, "key");

        time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(first.Whole, (await tenant.PostAsync("campaign-spaces", Summer, "key")).Whole);
        (await tenant.PostAsync("campaign-spaces", Winter, "key")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");

        // Being asked again has not made it younger.
        time.Advance(TimeSpan.FromSeconds(1));
        var another = (await tenant.PostAsync("campaign-spaces", Winter, "key")).Expect(HttpStatusCode.Created);
        Assert.NotEqual(first.Id, another.Id);

        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(another.Whole, (await tenant.PostAsync("campaign-spaces", Winter, "key")).Whole);
        (await tenant.PostAsync("campaign-spaces", Summer, "key")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Fact]
    public async Task The_sweep_deletes_every_tenants_old_answers_and_no_others()
    {
        TenantApi[] tenants = [api.NewTenant(), api.NewTenant(), api.NewTenant()];
        foreach (var tenant in tenants)
        {
            (await tenant.PostAsync("campaign-spaces", Summer, "old")).Expect(HttpStatusCode.Created);
            (await tenant.PostAsync("campaign-spaces", Summer, "old-too")).Expect(HttpStatusCode.Created);
        }

        time.Advance(TimeSpan.FromHours(2));
        var young = await tenants[0].PostAsync("campaign-spaces", Summer, "young");
        time.Advance(TimeSpan.FromHours(22));
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var sweep = await api.Http.PostAsync("admin/functions/SweepIdempotencyKeysOnTimer", body);
        Assert.Equal(HttpStatusCode.Accepted, sweep.StatusCode);

        Assert.Equal(["young"], await Poll.UntilAsync(KeysAsync, keys => keys.Count == 1));
        Assert.Equal(young.Whole, (await tenants[0].PostAsync("campaign-spaces", Summer, "young")).Whole);
    }

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("select coalesce(array_agg(key order by key), '{}') from idempotency_keys", connection);
        return (string[])(await command.ExecuteScalarAsync())!;
    }
}
