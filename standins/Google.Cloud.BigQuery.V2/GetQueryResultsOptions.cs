namespace Google.Cloud.BigQuery.V2;

public sealed class GetQueryResultsOptions
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait for the query before a TimeoutException; 5 minutes when null.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Rows of one answer; of all answers together there are as many as there are.</summary>
    public int? PageSize { get; set; }

    /// <summary>Not with PageToken.</summary>
    public ulong? StartIndex { get; set; }

    /// <summary>Not with StartIndex.</summary>
    public string? PageToken { get; set; }

    internal GetQueryResultsOptions Clone() => (GetQueryResultsOptions)MemberwiseClone();
}
