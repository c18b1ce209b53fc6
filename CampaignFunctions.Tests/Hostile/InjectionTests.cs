using System.Net;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;
using Npgsql;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// Values in the languages that lie behind the API, in every place where one may stand. PostgreSQL itself says whether any became
/// more than a value: the statements it runs must be those that a harmless value in the same place makes.
/// </summary>
public sealed class InjectionTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_value_is_never_more_than_a_value()
    {
        await using var server = await OwnServer.StartAsync();
        await using var statements = await Statements.OfAsync(server);
        await using var api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(server.AppConnectionString) { MaxPoolSize = 20 }.ConnectionString,
            ["RateLimits:RequestsPerSecond"] = "1000000",
            ["RateLimits:Burst"] = "1000000",
        });
        var stage = await Stage.SetAsync(api.NewTenant());
        await SyncRunsAsync(server, stage.Tenant.TenantId);
        var described = new DescribedApi((await stage.Tenant.GetAsync("openapi.json")).Json.AsObject());
        var plan = new InjectionPlan(described, stage, await CursorsAsync(described, stage));
        using var volley = new Volley(described, api.Address);
        var inBackground = await InBackgroundAsync(server, statements, stage);

        var more = new List<string>();
        var places = 0;
        // What is written last cannot change what is read: lists of many rows are read otherwise than short ones.
        foreach (var operation in described.Operations.Values.OrderBy(operation => operation.Method == HttpMethod.Get ? 0 : 1).ThenBy(operation => operation.Id, StringComparer.Ordinal))
        {
            foreach (var slot in plan.SlotsOf(operation))
            {
                places++;
                await statements.NewlyRunAsync();
                var harmless = await SendAsync(plan.Harmless(operation, slot), isHostile: false);
                harmless.UnionWith(inBackground);
                var hostile = await SendAsync(plan.Hostile(operation, slot), isHostile: true);
                foreach (var statement in hostile.Except(harmless))
                    more.Add($"{operation.Id}, {slot.Place} {slot.Name}: {statement}");

                async Task<HashSet<string>> SendAsync(IEnumerable<Payload> payloads, bool isHostile)
                {
                    var attacks = new List<(Attack, string?)>();
                    foreach (var payload in Stage.IsUsedUp(operation) && isHostile && slot.Place != "path" ? payloads.Take(6) : payloads)
                        attacks.Add((plan.With(operation, slot, payload, await stage.RouteAsync(operation)), isHostile ? $"{payload}" : null));
                    // What sets the stage is none of it.
                    if (Stage.IsUsedUp(operation))
                        await statements.NewlyRunAsync();
                    await volley.SendAsync(attacks);
                    return await statements.NewlyRunAsync();
                }
            }
        }

        output.Print("payloads", $"{volley.Requests:N0} requests with {volley.Payloads:N0} payloads in {places} places of {described.Operations.Count} operations, {volley.Errors.Count} answers of 5xx, "
            + $"{volley.Undocumented.Count} that no document has, {statements.Count} normalised statements, {more.Count} that a harmless value doesn't make; {volley.Statuses}");
        Assert.True(volley.Payloads >= 2_000);
        Assert.Equal(0, await statements.ForgottenAsync());
        Seed.None([.. volley.Errors, .. volley.Undocumented, .. more]);
    }

    // Two, so that there is a cursor between them.
    private static async Task SyncRunsAsync(OwnServer server, string tenantId)
    {
        await using var superuser = new NpgsqlConnection(server.SuperuserConnectionString);
        await superuser.OpenAsync();
        await using var command = new NpgsqlCommand(
            "insert into sync_runs (tenant_id, id, started_at, status, window_from, window_to) select $1, uuid_v7(now()), now(), 'succeeded', '2026-01-01', '2026-01-22' from generate_series(1, 2)", superuser)
        {
            Parameters = { new() { Value = tenantId } },
        };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Dictionary<string, string>> CursorsAsync(DescribedApi described, Stage stage)
    {
        var cursors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in described.Operations.Values.Where(operation => operation.Parameters("query").Any(parameter => (string?)parameter["name"] == "cursor")))
            cursors[list.Id] = (string)(await stage.Tenant.GetAsync($"{list.Address(await stage.RouteAsync(list))}?limit=1")).Expect(HttpStatusCode.OK)["next_cursor"]!;
        return cursors;
    }

    // What goes on behind answers at any time, and what becomes of a call that the database refuses.
    private static async Task<HashSet<string>> InBackgroundAsync(OwnServer server, Statements statements, Stage stage)
    {
        await statements.NewlyRunAsync();
        var space = await stage.Tenant.ASpaceAsync();
        var file = TestFile.OfText("Sent directly");
        var upload = await stage.Tenant.AnAnnouncedUploadAsync(space.Id, file, new { asset_type = "ad_copy" });
        (await stage.Tenant.SendBytesAsync(upload, file.Bytes)).Expect(HttpStatusCode.OK);
        (await stage.Tenant.PostAsync($"campaign-assets/campaign-spaces/{space.Id}/uploads/{upload["upload_id"]}/complete")).Expect(HttpStatusCode.Created);
        (await stage.Tenant.UploadAsync(space.Id, TestFile.OfText("Sent in a form"), ("asset_type", "ad_copy"))).Expect(HttpStatusCode.Created);
        (await stage.Tenant.PostAsync("campaign-spaces", """{"campaign_name":"A","platform":"meta","import_metadata":{"a":"\u0000"}}""")).Expect(HttpStatusCode.BadRequest);
        (await stage.Tenant.PutAsync($"campaign-spaces/{space.Id}", """{"import_metadata":{"a":"\u0000"}}""")).Expect(HttpStatusCode.BadRequest);

        await using var superuser = new NpgsqlConnection(server.SuperuserConnectionString);
        await superuser.OpenAsync();
        await Poll.UntilAsync(async () => (long)(await new NpgsqlCommand("select count(*) from stored_files where state = 'pending'", superuser).ExecuteScalarAsync())!, pending => pending == 0);
        return await statements.NewlyRunAsync();
    }
}
