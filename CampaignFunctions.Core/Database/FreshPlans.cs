using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// Has PostgreSQL plan a query for the values of each call. Prepared statements else get one plan for any values
/// (https://www.postgresql.org/docs/current/sql-prepare.html#SQL-PREPARE-NOTES), and for filters that one is a guess: it
/// takes a common tag or word for a rare one. Statements on single rows keep theirs: planning them costs more than running them.
/// </summary>
internal sealed class FreshPlans : DbCommandInterceptor
{
    private const string Tag = "planned for its values";

    public static IQueryable<T> Ask<T>(IQueryable<T> rows) => rows.TagWith(Tag);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        // One batch, so one round trip and one transaction: the setting is the connection's again whatever happens.
        if (command.CommandText.StartsWith($"-- {Tag}", StringComparison.Ordinal))
            command.CommandText = $"set plan_cache_mode = force_custom_plan; {command.CommandText}; set plan_cache_mode = auto";

        return new(result);
    }
}
