using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// Tells PostgreSQL with every command for which tenant it is: row-level security shows that tenant's rows, and none to a
/// command without one (0002_row_level_security.sql). The setting goes in front of the command, in the same round trip and
/// the same transaction, whose end takes it back: nothing of it is left on the connection for whoever is next.
/// </summary>
internal sealed class TenantSession : DbCommandInterceptor
{
    private const string Parameter = "app_tenant_id";
    private const string ForTenant = $"select set_config('app.tenant_id', @{Parameter}, true);\n";
    private const string ForTenantAndValues = $"select set_config('app.tenant_id', @{Parameter}, true), set_config('plan_cache_mode', 'force_custom_plan', true);\n";
    private const string Tag = "planned for its values";

    /// <summary>
    /// Has PostgreSQL plan a query for the values of each call. Prepared statements else get one plan for any values
    /// (https://www.postgresql.org/docs/current/sql-prepare.html#SQL-PREPARE-NOTES), and for filters that one is a guess: it
    /// takes a common tag or word for a rare one. Statements on single rows keep theirs: planning them costs more than running them.
    /// </summary>
    public static IQueryable<T> PlannedForItsValues<T>(IQueryable<T> rows) => rows.TagWith(Tag);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Begin(command, eventData);
        return new(result);
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (HasBegun(command))
            await PassSettingAsync(result, cancellationToken);

        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Begin(command, eventData);
        return new(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        eventData.Context is CampaignDb { ActsForTenant: true }
            ? throw new NotSupportedException("A tenant's rows are read as rows: a scalar would be the setting's answer.")
            : new(result);

    private static void Begin(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is not CampaignDb { ActsForTenant: true } db)
            return;

        var isPlannedForValues = command.CommandText.StartsWith($"-- {Tag}", StringComparison.Ordinal);
        command.CommandText = (isPlannedForValues ? ForTenantAndValues : ForTenant) + command.CommandText;
        var parameter = command.CreateParameter();
        parameter.ParameterName = Parameter;
        parameter.Value = db.TenantId;
        command.Parameters.Add(parameter);
    }

    // To the command's own answer, or failure: then nobody else gets to close the reader, which would keep its connection busy.
    private static async Task PassSettingAsync(DbDataReader reader, CancellationToken cancellation)
    {
        try
        {
            await reader.NextResultAsync(cancellation);
        }
        catch (Exception)
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    private static bool HasBegun(DbCommand command) => command.Parameters.Contains(Parameter);
}
