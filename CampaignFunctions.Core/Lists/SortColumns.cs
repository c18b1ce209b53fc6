using System.Linq.Expressions;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Lists;

/// <summary>The columns a list documents as sortable. Nulls sort as the smallest value a caller of <c>Add</c> gives them.</summary>
public sealed class SortColumns<T>(Expression<Func<T, Guid>> id)
{
    private readonly Dictionary<string, SortColumn<T>> columns = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => columns.Keys;

    public SortColumns<T> Add<TKey>(string name, Expression<Func<T, TKey>> key)
    {
        columns.Add(name, new SortColumn<T, TKey>(name, key, id));
        return this;
    }

    public Result<SortColumn<T>> Find(string name) =>
        columns.TryGetValue(name, out var column) ? column : OperationError.Invalid("order_by", $"must be one of {string.Join(", ", Names)}.");
}
