using System.Collections.Frozen;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Http;

/// <summary>Who may call what: the one place to look. A function that isn't named here can be called by nobody, and a test fails for it.</summary>
internal static class Access
{
    private static readonly Requirement Public = new() { IsPublic = true };
    private static readonly Requirement Viewer = new(Role.Viewer, Role.Editor, Role.Admin);
    private static readonly Requirement Editor = new(Role.Editor, Role.Admin);
    private static readonly Requirement Admin = new(Role.Admin);
    private static readonly Requirement Operator = new(Role.Operator);
    private static readonly Requirement AdminForHard = Editor with { AnyOfForHard = Admin.AnyOf };
    private static readonly Requirement SyncOrEditor = new(Role.Sync, Role.Editor, Role.Admin);
    private static readonly Requirement OperatorOfTenantInPath = Operator with { ActsForTenantInPath = true };

    private static readonly FrozenDictionary<string, Requirement> Functions = new Dictionary<string, Requirement>(StringComparer.Ordinal)
    {
        ["ListCampaignSpaces"] = Viewer,
        ["GetCampaignSpace"] = Viewer,
        ["GetCampaignSpaceStats"] = Viewer,
        ["ExportCampaignSpaces"] = Viewer,
        ["SuggestCampaignSpaces"] = Viewer,
        ["ListTemplates"] = Viewer,
        ["CreateCampaignSpace"] = Editor,
        ["UpdateCampaignSpace"] = Editor,
        ["DeleteCampaignSpace"] = AdminForHard,
        ["RestoreCampaignSpace"] = Editor,
        ["MarkAsTemplate"] = Editor,
        ["UseTemplate"] = Editor,
        ["UpdateSpacePerformance"] = SyncOrEditor,

        ["ListCampaignAssets"] = Viewer,
        ["ListAssetsOfSpace"] = Viewer,
        ["GetCampaignAsset"] = Viewer,
        ["GetAssetFile"] = Viewer,
        ["GetAssetThumbnail"] = Viewer,
        ["ExportCampaignAssets"] = Viewer,
        ["UploadAsset"] = Editor with { TenantMayBeInForm = true },
        ["StartDirectUpload"] = Editor,
        ["CompleteDirectUpload"] = Editor,
        // Its address is signed, as a bucket's would be, and whoever has it may send that one object.
        ["PutLocalObject"] = Public,
        ["UpdateCampaignAsset"] = Editor,
        ["DeleteCampaignAsset"] = AdminForHard,
        ["RestoreCampaignAsset"] = Editor,
        // Its sender is a bucket, of no tenant and with a token of another issuer: ObjectEventSender checks it, and it says
        // only which object to look at.
        ["ProcessUploadOnObjectEvent"] = Public,

        ["TrackReuse"] = Editor,
        ["UndoReuse"] = Editor,
        ["GetReuseHistory"] = Viewer,
        ["GetReuseAnalytics"] = Viewer,

        ["ListAdAccounts"] = Viewer,
        ["PutAdAccount"] = Operator,
        ["DeleteAdAccount"] = Operator,
        ["ListSyncRuns"] = Viewer,
        ["GetSpacePerformance"] = Viewer,
        ["GetAssetPerformance"] = Viewer,

        ["GetTenant"] = OperatorOfTenantInPath,
        ["PutTenant"] = OperatorOfTenantInPath,
        ["GetStorageUsage"] = Viewer,
        ["CheckStorageLimit"] = Viewer,

        ["ListAuditEvents"] = Admin,

        ["Health"] = Public,
        ["HealthReady"] = Public,
        ["OpenApiDocument"] = Public,
        ["ApiDocs"] = Public,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the function asks of its caller.</summary>
    /// <exception cref="InvalidOperationException">The function is not in the table, so nobody may call it.</exception>
    public static Requirement Of(string function) => Find(function) ?? throw new InvalidOperationException($"{function} has no entry in {nameof(Access)}: say there who may call it.");

    public static Requirement? Find(string function) => Functions.GetValueOrDefault(function);
}
