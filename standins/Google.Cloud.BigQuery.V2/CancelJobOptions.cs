namespace Google.Cloud.BigQuery.V2;

/// <summary>None yet.</summary>
public sealed class CancelJobOptions
{
}
