using System.ComponentModel;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Core.Performance;

/// <summary>Which ad accounts.</summary>
public sealed record AdAccountQuery : PageQuery
{
    [Description("Any of these platforms.")]
    public IReadOnlyList<Platform>? Platform { get; init; }

    protected override IEnumerable<string> ColumnNames => ListAdAccounts.Columns.Names;
}
