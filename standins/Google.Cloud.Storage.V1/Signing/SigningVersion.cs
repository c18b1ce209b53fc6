namespace Google.Cloud.Storage.V1;

/// <summary>How an address is signed.</summary>
public enum SigningVersion
{
    V4 = 2,
}
