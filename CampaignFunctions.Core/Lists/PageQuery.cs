using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Lists;

/// <summary>What every list takes to say which part of it is wanted, and in which order.</summary>
public abstract record PageQuery
{
    [Description("How many at the most.")]
    [Range(1, 100)]
    public int Limit { get; init; } = 50;

    [Description("How many to pass over. Deep pages are faster by cursor.")]
    [Range(0, int.MaxValue)]
    public int? Offset { get; init; }

    [Description("The column to sort by.")]
    public string OrderBy { get; init; } = "created_at";

    [Description("Largest or newest first.")]
    public bool OrderDesc { get; init; } = true;

    [Description("next_cursor of the page before; not together with offset.")]
    public string? Cursor { get; init; }
}
