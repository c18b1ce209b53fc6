using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

/// <summary>The role the functions connect as writes rows and nothing else.</summary>
public sealed class ApplicationRoleTests
{
    [Theory]
    [InlineData("truncate reuse_events")]
    [InlineData("update audit_events set user_id = 'somebody else'")]
    [InlineData("delete from audit_events")]
    [InlineData("truncate audit_events")]
    [InlineData("insert into audit_events (tenant_id, id) values ('t', gen_random_uuid()) on conflict (tenant_id, id) do update set user_id = 'somebody else'")]
    [InlineData("drop table campaign_spaces")]
    [InlineData("create table mine (id int)")]
    [InlineData("create schema mine")]
    [InlineData("create extension citext")]
    [InlineData("create function mine() returns int language sql return 1")]
    [InlineData("alter table campaign_spaces add column mine int")]
    [InlineData("alter table campaign_spaces disable trigger all")]
    [InlineData("create index mine on campaign_spaces (tenant_id)")]
    [InlineData("delete from \"__EFMigrationsHistory\"")]
    [InlineData("insert into \"__EFMigrationsHistory\" values ('9999_mine', '10')")]
    [InlineData("set role campaign_owner")]
    [InlineData("create role mine")]
    public async Task It_cannot(string statement)
    {
        await TestDatabase.MigrateAsync();
        await using var source = NpgsqlDataSource.Create(TestDatabase.AppConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(statement, connection, transaction);

        var refusal = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(refusal).SqlState);
    }
}
