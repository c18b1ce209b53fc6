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
}

internal sealed class ValidateWarehouseOptions : IValidateOptions<WarehouseOptions>
{
    public ValidateOptionsResult Validate(string? name, WarehouseOptions options) => options switch
    {
        { Provider: WarehouseProvider.Bigquery } => ValidateOptionsResult.Fail("Warehouse:Provider=bigquery is not available yet in this version; use csv."),
        { Provider: not WarehouseProvider.Csv } => ValidateOptionsResult.Fail("Warehouse:Provider must be csv, which is also the default."),
        { Path.Length: 0 } => ValidateOptionsResult.Fail("Warehouse:Path is required with Warehouse:Provider=csv, such as /var/lib/campaigns/warehouse."),
        _ => ValidateOptionsResult.Success,
    };
}
