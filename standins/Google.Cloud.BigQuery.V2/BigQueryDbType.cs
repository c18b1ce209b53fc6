namespace Google.Cloud.BigQuery.V2;

/// <summary>Types of parameters, by the vendor's numbers.</summary>
public enum BigQueryDbType
{
#pragma warning disable CA1720 // the vendor's names
    String = 3,
    Date = 5,
    Array = 9,
#pragma warning restore CA1720
}
