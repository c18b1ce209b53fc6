using System.Data.Common;
using System.Text.RegularExpressions;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>What stands between tenants once a token is believed. The product has no switch for either.</summary>
[Flags]
internal enum Walls
{
    None = 0,

    /// <summary>The tenant filter of every query.</summary>
    Filter = 1,

    /// <summary>Row-level security, and the conditions of the views that repeat its policy.</summary>
    RowLevelSecurity = 2,

    Both = Filter | RowLevelSecurity,
}

/// <summary>
/// Takes the tenant filter out of each command on its last step to PostgreSQL. Any earlier and the model would be another
/// one, which the product's compiled queries refuse.
/// </summary>
internal sealed partial class WithoutTenantFilter : DbCommandInterceptor
{
    private long opened;

    /// <summary>Conditions taken out so far.</summary>
    public long Opened => Interlocked.Read(ref opened);

    public void AddTo(IServiceCollection services) =>
        services.ConfigureDbContext<CampaignDb>(options => options.AddInterceptors(this));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Open(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Open(command);
        return new(result);
    }

    private void Open(DbCommand command)
    {
        command.CommandText = FilterPattern().Replace(command.CommandText, condition =>
        {
            Interlocked.Increment(ref opened);
            return $"({condition.Value} or true)";
        });
    }

    [GeneratedRegex(@"\w+\.tenant_id = @ef_filter__TenantId\w*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FilterPattern();
}

internal static class OpenDatabase
{
    /// <summary>Takes row-level security out of a database of the test's own.</summary>
    public static async Task OpenRowLevelSecurityAsync(this OwnDatabase database)
    {
        await using var superuser = await database.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            do $$
            declare
              wall record;
            begin
              for wall in select tablename as name from pg_tables where schemaname = 'public' loop
                execute format('alter table %I disable row level security', wall.name);
              end loop;
              for wall in select viewname as name, definition from pg_views where schemaname = 'public' loop
                execute format('create or replace view %I as %s', wall.name,
                  replace(wall.definition, $condition$(tenant_id = NULLIF(current_setting('app.tenant_id'::text, true), ''::text))$condition$, '(true)'));
              end loop;
            end
            $$
            """,
            superuser);
        await command.ExecuteNonQueryAsync();
    }
}
