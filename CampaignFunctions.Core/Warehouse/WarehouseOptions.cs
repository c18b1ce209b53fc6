using System.Text.RegularExpressions;
using CampaignFunctions.Core.Warehouse.BigQuery;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Warehouse;

public enum WarehouseProvider
{
    Csv,
    Bigquery,
}

/// <summary>Settings <c>Warehouse:*</c>.</summary>
public sealed class WarehouseOptions
{
    public const string Section = "Warehouse";

    public WarehouseProvider Provider { get; set; } = WarehouseProvider.Csv;

    /// <summary>The folder of the csv provider. It may be filled, or mounted, after the start.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>The Google Cloud project that runs the queries and pays for them.</summary>
    public string ProjectId { get; set; } = string.Empty;

    /// <summary>The BigQuery dataset the tables are in; <c>project.dataset</c> when that is another project.</summary>
    public string Dataset { get; set; } = string.Empty;

    /// <summary>What the tables look like: one of <see cref="BigQueryProfiles.Names"/>.</summary>
    public string Profile { get; set; } = string.Empty;

    /// <summary>Where the queries run, such as EU or europe-west3; BigQuery goes by the dataset when it is empty.</summary>
    public string Location { get; set; } = string.Empty;

    /// <summary>Scheme, host and port of an emulator or a private endpoint, instead of https://bigquery.googleapis.com.</summary>
    public string Endpoint { get; set; } = string.Empty;

    /// <summary>Bytes one query may be billed for (10 GiB). A query that would read more is not run.</summary>
    public long MaxBytesBilled { get; set; } = 10L << 30;

    /// <summary>How long one query may take.</summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long BigQuery may leave one call unanswered before it is tried again.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Which of Facebook's action types counts as the conversion. They overlap, so it is one.</summary>
    public string PurchaseActionType { get; set; } = "purchase";

    /// <summary>The folder with campaign.sql and ad.sql, of the profile house.</summary>
    public string HousePath { get; set; } = string.Empty;
}

internal sealed partial class ValidateWarehouseOptions : IValidateOptions<WarehouseOptions>
{
    public ValidateOptionsResult Validate(string? name, WarehouseOptions options)
    {
        var failures = (options.Provider == WarehouseProvider.Csv ? Csv(options) : Bigquery(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Csv(WarehouseOptions options)
    {
        if (options.Path.Length == 0)
            yield return "Warehouse:Path is required with Warehouse:Provider=csv, such as /var/lib/campaigns/warehouse.";
    }

    private static IEnumerable<string> Bigquery(WarehouseOptions options)
    {
        if (!ProjectPattern().IsMatch(options.ProjectId))
            yield return "Warehouse:ProjectId is required with Warehouse:Provider=bigquery: the id of the Google Cloud project that runs the queries, such as acme-analytics.";
        if (!DatasetPattern().IsMatch(options.Dataset))
            yield return "Warehouse:Dataset is required with Warehouse:Provider=bigquery: a dataset, such as ads, or one of another project, such as acme-data.ads.";
        if (!BigQueryProfiles.Names.Contains(options.Profile, StringComparer.Ordinal))
            yield return $"Warehouse:Profile must be one of {string.Join(", ", BigQueryProfiles.Names)} with Warehouse:Provider=bigquery, not '{options.Profile}'.";
        if (!LocationPattern().IsMatch(options.Location))
            yield return "Warehouse:Location must be a BigQuery location, such as EU or europe-west3, or empty.";
        if (options.Endpoint.Length > 0 && !(Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint) && endpoint is { Scheme: "http" or "https", AbsolutePath: "/", Query: "" }))
            yield return "Warehouse:Endpoint must be a scheme, host and port, such as http://127.0.0.1:9050, or empty for BigQuery's own.";
        if (options.MaxBytesBilled < 1)
            yield return "Warehouse:MaxBytesBilled must be at least 1, such as 10737418240 (the default, 10 GiB).";
        if (options.QueryTimeout <= TimeSpan.Zero || options.QueryTimeout > TimeSpan.FromHours(6))
            yield return "Warehouse:QueryTimeout must be a time up to 6 hours, such as 00:10:00 (the default).";
        if (options.CallTimeout <= TimeSpan.Zero || options.CallTimeout > TimeSpan.FromMinutes(10))
            yield return "Warehouse:CallTimeout must be a time up to 10 minutes, such as 00:01:00 (the default).";
        if (options.PurchaseActionType.Length == 0)
            yield return "Warehouse:PurchaseActionType must be an action type, such as purchase (the default).";
        if (options.Profile == HouseProfile.ProfileName && !File.Exists(System.IO.Path.Combine(options.HousePath, HouseProfile.CampaignFile)))
            yield return $"Warehouse:HousePath must be a folder with a {HouseProfile.CampaignFile} in it, with Warehouse:Profile={HouseProfile.ProfileName}, such as /etc/campaigns/warehouse.";
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9.:-]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectPattern();

    [GeneratedRegex(@"\A([a-z][a-z0-9.:-]*\.)?[A-Za-z0-9_]+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DatasetPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9-]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LocationPattern();
}
