using System.ComponentModel;

namespace CampaignFunctions.Core.Lists;

/// <summary>In which order rows are wanted.</summary>
public interface ISortedQuery
{
    string OrderBy { get; }

    bool OrderDesc { get; }
}

/// <summary>What lists and exports both take.</summary>
public abstract record SortedQuery : ISortedQuery
{
    [Description("The column to sort by.")]
    public string OrderBy { get; init; } = "created_at";

    [Description("Largest or newest first.")]
    public bool OrderDesc { get; init; } = true;
}
