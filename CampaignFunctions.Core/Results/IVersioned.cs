namespace CampaignFunctions.Core.Results;

/// <summary>A resource whose answer carries an ETag.</summary>
public interface IVersioned
{
    /// <summary>Strong, quoted (https://www.rfc-editor.org/rfc/rfc9110#name-etag).</summary>
    string ETag { get; }
}
