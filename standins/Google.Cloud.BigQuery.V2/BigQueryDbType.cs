namespace Google.Cloud.BigQuery.V2;

/// <summary>Types of parameters.</summary>
public enum BigQueryDbType
{
#pragma warning disable CA1720 // the vendor's names
    String,
    Date,
    Array,
#pragma warning restore CA1720
}
