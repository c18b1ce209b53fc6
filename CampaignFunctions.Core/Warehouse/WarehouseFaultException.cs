namespace CampaignFunctions.Core.Warehouse;

/// <summary>
/// The warehouse's content is at fault: trying again changes nothing, somebody has to mend it. The message is for the tenant:
/// where, what was wrong, what would be right; of the content at most the tenant's own offending cell.
/// </summary>
public sealed class WarehouseFaultException : Exception
{
    public WarehouseFaultException(string message)
        : base(message)
    {
    }

    public WarehouseFaultException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public WarehouseFaultException()
    {
    }
}
