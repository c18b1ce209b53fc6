using Google.Apis.Bigquery.v2.Data;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>Types by the names GoogleSQL gives them; the API has older names for some.</summary>
internal static class BigQueryType
{
    public static readonly IReadOnlyList<string> Date = ["DATE"];
    public static readonly IReadOnlyList<string> DayOrTime = ["DATE", "DATETIME", "TIMESTAMP"];
    public static readonly IReadOnlyList<string> Text = ["STRING"];

    /// <summary>Never FLOAT64: an id of 18 digits would lose its last ones.</summary>
    public static readonly IReadOnlyList<string> Id = ["STRING", "INT64"];
    public static readonly IReadOnlyList<string> Whole = ["INT64"];
    public static readonly IReadOnlyList<string> Number = ["INT64", "NUMERIC", "BIGNUMERIC", "FLOAT64"];

    public static string Of(TableFieldSchema field)
    {
        var type = field.Type switch
        {
            "INTEGER" => "INT64",
            "FLOAT" => "FLOAT64",
            "BOOLEAN" => "BOOL",
            "RECORD" => "STRUCT",
            { } other => other,
            null => "of no type",
        };
        return field.Mode == "REPEATED" ? $"ARRAY<{type}>" : type;
    }
}
