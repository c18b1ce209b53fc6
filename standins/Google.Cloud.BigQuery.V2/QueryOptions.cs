namespace Google.Cloud.BigQuery.V2;

public sealed class QueryOptions : JobCreationOptions
{
    public bool? UseQueryCache { get; set; }

    /// <summary>A query that would be billed for more fails, unbilled.</summary>
    public long? MaximumBytesBilled { get; set; }

    /// <summary>Answers what running it would read and give, or the error, and runs nothing.</summary>
    public bool? DryRun { get; set; }
}
