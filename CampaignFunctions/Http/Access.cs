namespace CampaignFunctions.Http;

/// <summary>Who may call what: the one place to look. A function that isn't named here acts for a tenant.</summary>
internal static class Access
{
    /// <summary>Functions that say nothing of any tenant and ask nobody who they are.</summary>
    private static readonly HashSet<string> Public = new(StringComparer.Ordinal) { "Health", "HealthReady", "OpenApiDocument", "ApiDocs", "ProcessUploadOnObjectEvent" };

    /// <summary>Functions that, in development mode, may learn their tenant from a field of the form they read.</summary>
    private static readonly HashSet<string> TenantInForm = new(StringComparer.Ordinal) { "UploadAsset" };

    public static bool IsPublic(string function) => Public.Contains(function);

    public static bool MayNameTenantInForm(string function) => TenantInForm.Contains(function);
}
