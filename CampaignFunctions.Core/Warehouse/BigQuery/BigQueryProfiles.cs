namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>The profiles there are: docs/warehouse.md says what each reads.</summary>
internal static class BigQueryProfiles
{
    public static IReadOnlyList<string> Names { get; } =
        [AdReportingProfile.ProfileName, GoogleAdsTransferProfile.ProfileName, FacebookAdsTransferProfile.ProfileName, HouseProfile.ProfileName];

    public static IBigQueryProfile Of(WarehouseOptions options) => options.Profile switch
    {
        AdReportingProfile.ProfileName => new AdReportingProfile(),
        GoogleAdsTransferProfile.ProfileName => new GoogleAdsTransferProfile(),
        FacebookAdsTransferProfile.ProfileName => new FacebookAdsTransferProfile(),
        HouseProfile.ProfileName => new HouseProfile(options.HousePath),
        var other => throw new InvalidOperationException($"There is no profile {other}."),
    };

    /// <summary>A query of the folder Sql, which is embedded.</summary>
    public static string Sql(string name)
    {
        var resource = $"{typeof(BigQueryProfiles).Namespace}.Sql.{name}.sql";
        using var stream = typeof(BigQueryProfiles).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"There is no embedded file {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
