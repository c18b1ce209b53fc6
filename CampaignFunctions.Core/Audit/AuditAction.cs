namespace CampaignFunctions.Core.Audit;

/// <summary>What was done; snake_case on the wire and in the database (<c>hard_delete</c>).</summary>
public enum AuditAction
{
    Create,
    Update,

    /// <summary>So that it can be restored.</summary>
    Delete,

    /// <summary>For good.</summary>
    HardDelete,
    Restore,
    MarkAsTemplate,
    UseTemplate,
    UpdatePerformance,
    Reuse,
    UndoReuse,

    /// <summary>By the performance sync, in a run that found something new.</summary>
    Sync,
}
