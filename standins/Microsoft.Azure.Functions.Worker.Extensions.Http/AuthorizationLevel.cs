namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a caller must show. The Functions host checks it; the local host serves every level.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.authorizationlevel</remarks>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
