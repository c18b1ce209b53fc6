using System.Text.Json;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Lists;

/// <summary>Cuts a page out of a filtered query, by offset or by cursor.</summary>
public static class Paging
{
    /// <summary>So few rows are sorted; an index of the order is for more.</summary>
    private const int FewRows = 500;

    /// <summary>The part of the rows that is wanted, and where the next begins.</summary>
    /// <param name="rows">All that match.</param>
    /// <param name="query">The part of them that is wanted.</param>
    /// <param name="list">What is listed: a cursor goes on in its own list only.</param>
    /// <param name="columns">What the list can be sorted by.</param>
    /// <param name="cancellation">Of the call.</param>
    /// <param name="total">How many rows there are in all, where the caller knows it; they are counted otherwise.</param>
    public static async Task<Result<Page<T>>> PageAsync<T>(
        this IQueryable<T> rows, IPageQuery query, string list, SortColumns<T> columns, CancellationToken cancellation, long? total = null)
    {
        if (columns.Find(query.OrderBy).Failed(out var unknown, out var column))
            return unknown;

        if (Begin(rows, query, list, column).Failed(out var error, out var beginning))
            return error;

        total ??= await TenantSession.PlannedForItsValues(rows).LongCountAsync(cancellation);
        var ordered = total <= FewRows ? column.Sort(beginning, query.OrderDesc) : column.Order(beginning, query.OrderDesc);
        var found = await TenantSession.PlannedForItsValues(ordered).Skip(query.Offset ?? 0).Take(query.Limit + 1).ToListAsync(cancellation);

        var hasMore = found.Count > query.Limit;
        if (hasMore)
            found.RemoveAt(query.Limit);

        var next = hasMore ? new Cursor(list, column.Name, query.OrderDesc, column.KeyOf(found[^1]), column.IdOf(found[^1])).Encode() : null;
        return new Page<T>(found, total.Value, query.Limit, query.Offset ?? 0, hasMore, next);
    }

    /// <summary>All rows, in the order wanted: for exports.</summary>
    public static Result<IQueryable<T>> Ordered<T>(this IQueryable<T> rows, ISortedQuery query, SortColumns<T> columns) =>
        columns.Find(query.OrderBy).Then(column => Result.Of(column.Order(rows, query.OrderDesc)));

    private static Result<IQueryable<T>> Begin<T>(IQueryable<T> rows, IPageQuery query, string list, SortColumn<T> column)
    {
        if (query.Cursor is null)
            return Result.Of(rows);

        if (query.Offset is not null)
            return OperationError.Invalid("cursor", "cannot be combined with offset; leave offset out.");

        if (Cursor.TryDecode(query.Cursor) is not { } cursor)
            return OperationError.Invalid("cursor", "must be the next_cursor of the page before, unchanged.");

        if (cursor.List != list)
            return OperationError.Invalid("cursor", "was made for another list; begin this one without cursor.");

        if (cursor.OrderBy != column.Name || cursor.OrderDesc != query.OrderDesc)
            return OperationError.Invalid("cursor", $"was made for order_by={cursor.OrderBy}&order_desc={(cursor.OrderDesc ? "true" : "false")}; keep the order or begin anew without cursor.");

        try
        {
            return Result.Of(column.After(rows, cursor.Key, cursor.Id, query.OrderDesc));
        }
        catch (JsonException)
        {
            return OperationError.Invalid("cursor", "must be the next_cursor of the page before, unchanged.");
        }
    }
}
