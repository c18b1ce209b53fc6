using System.Net;
using CampaignFunctions.Tests.Database;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Audit;

/// <summary>What is done and its event are there together or not at all: in a database that refuses the events of one user, and spaces of one name.</summary>
public sealed class AuditAtomicityTests(AuditAtomicityTests.Sabotage sabotage) : IClassFixture<AuditAtomicityTests.Sabotage>
{
    public static TheoryData<string> Operations => AuditCompletenessTests.Operations;

    [Theory, MemberData(nameof(Operations))]
    public async Task What_cannot_be_told_is_not_done(string operationId)
    {
        AuditedOperation operation = null!;
        operation = new AuditedOperation(operationId, await DescribedApi.SharedAsync(), sabotage.Api)
        {
            Before = async (method, address, content) =>
            {
                var before = await sabotage.RowsOfAsync(operation.Tenant);
                using var copy = content is null ? null : new ByteArrayContent(await content.ReadAsByteArrayAsync());
                copy?.Headers.ContentType = content!.Headers.ContentType;

                var answer = await operation.Tenant.SendAsync(method, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}user_id={Sabotage.User}", copy);

                answer.Expect(HttpStatusCode.InternalServerError);
                Assert.Equal(before, await sabotage.RowsOfAsync(operation.Tenant));
            },
        };

        await AuditedCalls.ByOperation[operationId](operation);
    }

    /// <summary>The same the other way round, for what is saved without a transaction of ours.</summary>
    [Fact]
    public async Task What_cannot_be_done_is_not_told()
    {
        var tenant = sabotage.Api.NewTenant();

        (await tenant.PostAsync("campaign-spaces", new { campaign_name = Sabotage.User, platform = "meta" })).Expect(HttpStatusCode.InternalServerError);

        Assert.Empty(await sabotage.RowsOfAsync(tenant));
    }

    public sealed class Sabotage : IAsyncLifetime
    {
        public const string User = "saboteur";

        private OwnDatabase database = null!;

        internal RunningApi Api { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            database = await OwnDatabase.CreateAsync();
            Api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:ConnectionString"] = database.AppConnectionString }, mayFail: true);
            await using var source = NpgsqlDataSource.Create(database.OwnerConnectionString);
            await using var command = source.CreateCommand(
                $"""
                alter table audit_events add constraint sabotage check (user_id <> '{User}');
                alter table campaign_spaces add constraint sabotage check (campaign_name <> '{User}')
                """);
            await command.ExecuteNonQueryAsync();
        }

        public async Task DisposeAsync()
        {
            await Api.DisposeAsync();
            await database.DisposeAsync();
        }

        /// <summary>Every row of the tenant's, table by table.</summary>
        internal async Task<IReadOnlyList<string>> RowsOfAsync(TenantApi tenant)
        {
            await using var source = NpgsqlDataSource.Create(database.SuperuserConnectionString);
            var rows = new List<string>();
            foreach (var table in (await Catalogue.ReadAsync()).Tables.Where(table => table != Catalogue.History))
            {
                await using var command = source.CreateCommand($"select '{table} ' || row::text from {table} as row where tenant_id = $1 order by 1");
                command.Parameters.Add(new() { Value = tenant.TenantId });
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    rows.Add(reader.GetString(0));
            }

            return rows;
        }
    }
}
