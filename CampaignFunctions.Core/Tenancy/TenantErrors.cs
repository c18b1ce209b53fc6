using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Tenancy;

public static class TenantErrors
{
    public static OperationError Missing() =>
        OperationError.Invalid("tenant_id", "is required: in development mode every call names its tenant in the query (or, on uploads, in a form field).");

    public static OperationError Malformed() => OperationError.Invalid("tenant_id", $"must be {TenantId.Rule}.");

    public static OperationError NotFound() => new(ErrorKind.NotFound, "tenant_not_found", "Nothing is known of this tenant yet: PUT creates it, or its first upload.");

    public static OperationError Mismatch() =>
        new(ErrorKind.Forbidden, "tenant_mismatch", "tenant_id is not the tenant this call acts for. Leave it out, or repeat the tenant exactly.");
}
