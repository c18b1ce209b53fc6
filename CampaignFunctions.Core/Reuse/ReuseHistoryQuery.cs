using CampaignFunctions.Core.Lists;

namespace CampaignFunctions.Core.Reuse;

/// <summary>Which part of an asset's history; newest first unless asked otherwise.</summary>
public sealed record ReuseHistoryQuery : PageQuery
{
    public const string ByTime = "timestamp";

    public ReuseHistoryQuery() => OrderBy = ByTime;

    protected override IEnumerable<string> ColumnNames => [ByTime];
}
