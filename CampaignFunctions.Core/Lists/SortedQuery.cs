using System.ComponentModel;

namespace CampaignFunctions.Core.Lists;

/// <summary>In which order rows are wanted.</summary>
public interface ISortedQuery
{
    string OrderBy { get; }

    bool OrderDesc { get; }

    /// <summary>What <see cref="OrderBy"/> may be; no parameter itself.</summary>
    IEnumerable<string> Columns { get; }
}

/// <summary>What lists and exports both take.</summary>
public abstract record SortedQuery : ISortedQuery
{
    [Description("The column to sort by.")]
    public string OrderBy { get; init; } = "created_at";

    [Description("Largest or newest first.")]
    public bool OrderDesc { get; init; } = true;

    IEnumerable<string> ISortedQuery.Columns => ColumnNames;

    // Every public property is a parameter.
    protected abstract IEnumerable<string> ColumnNames { get; }
}
