namespace CampaignFunctions.Core.Tenancy;

/// <summary>What a caller may do in its tenant; by these names in tokens.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Also writes.</summary>
    Editor,

    /// <summary>Also removes for good, and reads the audit.</summary>
    Admin,

    /// <summary>Sets performance numbers, and nothing else.</summary>
    Sync,

    /// <summary>Provisions tenants and ad accounts, and nothing else.</summary>
    Operator,
}
