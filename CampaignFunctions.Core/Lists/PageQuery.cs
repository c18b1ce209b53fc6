using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Lists;

/// <summary>What every list takes to say which part of it is wanted.</summary>
public interface IPageQuery : ISortedQuery
{
    int Limit { get; }

    int? Offset { get; }

    string? Cursor { get; }
}

/// <summary>A list's parameters. Where an export shares the filters, the list's query adds these three members to them instead.</summary>
public abstract record PageQuery : SortedQuery, IPageQuery
{
    /// <summary>Rows passed over are read all the same; a cursor begins where the page before ended.</summary>
    public const int MaxOffset = 100_000;

    public const string OffsetRule = "must be a number from 0 to 100000; go deeper by cursor, the next_cursor of the page before.";

    [Description("How many at the most.")]
    [Range(1, 100)]
    public int Limit { get; init; } = 50;

    [Description("How many to pass over. Deep pages are faster by cursor.")]
    [Range(0, PageQuery.MaxOffset, ErrorMessage = PageQuery.OffsetRule)]
    public int? Offset { get; init; }

    [Description("next_cursor of the page before; not together with offset.")]
    public string? Cursor { get; init; }
}
