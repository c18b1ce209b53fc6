namespace Google.Cloud.BigQuery.V2;

/// <summary>What every kind of job can be created with.</summary>
public abstract class JobCreationOptions
{
    /// <summary>The job's name, by which inserting it can be repeated. One is made when none is given.</summary>
    public string? JobId { get; set; }

    /// <summary>Where it runs; the client's default location when null.</summary>
    public string? JobLocation { get; set; }

    /// <summary>Keys and values of lower-case letters, digits, underscores and dashes, 63 at most.</summary>
    public IDictionary<string, string>? Labels { get; set; }
}
