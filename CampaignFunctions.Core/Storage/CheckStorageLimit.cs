using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Storage;

public sealed record StorageLimitQuestion
{
    [Required]
    [Range(0, long.MaxValue)]
    public long? AdditionalBytes { get; init; }
}

/// <summary>Whether so many bytes more still fit, and how full the storage would be with them.</summary>
public sealed record StorageLimitAnswer(bool CanStore, long ProjectedBytes, long LimitBytes, StorageLevel WarningLevel);

public sealed class CheckStorageLimit(CampaignDb db, IOptions<TenantOptions> options)
{
    public async Task<Result<StorageLimitAnswer>> RunAsync(StorageLimitQuestion question, CancellationToken cancellation)
    {
        var storage = await TenantStorage.ReadAsync(db, options.Value, cancellation);
        var projected = storage.With(question.AdditionalBytes!.Value);

        return new StorageLimitAnswer(projected.UsedBytes <= projected.LimitBytes, projected.UsedBytes, projected.LimitBytes, projected.Level);
    }
}
