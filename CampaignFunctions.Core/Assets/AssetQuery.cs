using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Lists;

namespace CampaignFunctions.Core.Assets;

/// <summary>A page of the campaign assets selected.</summary>
public sealed record AssetQuery : AssetSelection, IPageQuery
{
    [Description("How many at the most.")]
    [Range(1, 100)]
    public int Limit { get; init; } = 50;

    [Description("How many to pass over. Deep pages are faster by cursor.")]
    [Range(0, PageQuery.MaxOffset, ErrorMessage = PageQuery.OffsetRule)]
    public int? Offset { get; init; }

    [Description("next_cursor of the page before; not together with offset.")]
    public string? Cursor { get; init; }
}
