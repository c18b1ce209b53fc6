namespace CampaignFunctions.Core.Database;

/// <summary>A row whose deletion can be undone: queries pass it over while <see cref="DeletedAt"/> is set.</summary>
public interface ISoftDeleted
{
    DateTimeOffset? DeletedAt { get; }
}
