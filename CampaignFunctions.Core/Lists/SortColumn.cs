using System.Linq.Expressions;
using System.Text.Json;
using CampaignFunctions.Core.Json;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Lists;

/// <summary>A column a list can be sorted by: how to order by it, and how to go on after a row of a page.</summary>
public abstract class SortColumn<T>(string name)
{
    public string Name { get; } = name;

    public abstract IQueryable<T> Order(IQueryable<T> rows, bool descending);

    /// <summary>
    /// The same order, but not by an index. PostgreSQL likes to walk the index of the order until it has met a page of rows;
    /// when hardly any match, that is all of the tenant's.
    /// </summary>
    public abstract IQueryable<T> Sort(IQueryable<T> rows, bool descending);

    /// <summary>The rows beyond a page's last.</summary>
    /// <exception cref="JsonException">The cursor's value is not one of this column's.</exception>
    public abstract IQueryable<T> After(IQueryable<T> rows, JsonElement key, Guid id, bool descending);

    /// <summary>The row's value in this column, for the cursor.</summary>
    public abstract JsonElement KeyOf(T row);

    public abstract Guid IdOf(T row);
}

/// <summary>A sort column of one type; ids break ties, so that the order is total.</summary>
public sealed class SortColumn<T, TKey>(string name, Expression<Func<T, TKey>> key, Expression<Func<T, Guid>> id) : SortColumn<T>(name)
{
    private readonly Func<T, TKey> readKey = key.Compile();
    private readonly Func<T, Guid> readId = id.Compile();

    // greatest(key, key) is the key to everybody but the planner, which knows no index of it.
    private readonly Expression<Func<T, TKey>> unindexedKey = Expression.Lambda<Func<T, TKey>>(
        Expression.Call(
            typeof(RelationalDbFunctionsExtensions), nameof(RelationalDbFunctionsExtensions.Greatest), [typeof(TKey)],
            Expression.Constant(EF.Functions), Expression.NewArrayInit(typeof(TKey), key.Body, key.Body)),
        key.Parameters);

    public override IQueryable<T> Order(IQueryable<T> rows, bool descending) =>
        descending ? rows.OrderByDescending(key).ThenByDescending(id) : rows.OrderBy(key).ThenBy(id);

    public override IQueryable<T> Sort(IQueryable<T> rows, bool descending) =>
        descending ? rows.OrderByDescending(unindexedKey).ThenByDescending(id) : rows.OrderBy(unindexedKey).ThenBy(id);

    public override IQueryable<T> After(IQueryable<T> rows, JsonElement key, Guid id, bool descending)
    {
        var position = new Position(key.Deserialize<TKey>(WireJson.Options) ?? throw new JsonException("No row has no value here."), id);
        return rows.Where(IsBeyond(position, descending));
    }

    public override JsonElement KeyOf(T row) => JsonSerializer.SerializeToElement(readKey(row), WireJson.Options);

    public override Guid IdOf(T row) => readId(row);

    // A row value comparison, (key, id) < (@key, @id), is what lets PostgreSQL walk the index from the right place.
    private Expression<Func<T, bool>> IsBeyond(Position position, bool descending)
    {
        var row = key.Parameters[0];
        var here = Expression.Constant(position);
        var comparison = Expression.Call(
            typeof(NpgsqlDbFunctionsExtensions),
            descending ? nameof(NpgsqlDbFunctionsExtensions.LessThan) : nameof(NpgsqlDbFunctionsExtensions.GreaterThan),
            typeArguments: null,
            Expression.Constant(EF.Functions),
            RowValue(key.Body, new ParameterSwap(id.Parameters[0], row).Visit(id.Body)),
            RowValue(Expression.Property(here, nameof(Position.Key)), Expression.Property(here, nameof(Position.Id))));

        return Expression.Lambda<Func<T, bool>>(comparison, row);
    }

    private static UnaryExpression RowValue(Expression first, Expression second) =>
        Expression.Convert(
            Expression.Call(typeof(ValueTuple), nameof(ValueTuple.Create), [typeof(TKey), typeof(Guid)], first, second),
            typeof(System.Runtime.CompilerServices.ITuple));

    private sealed record Position(TKey Key, Guid Id);

    private sealed class ParameterSwap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
