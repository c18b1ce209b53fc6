using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;

namespace CampaignFunctions.Core.Assets;

/// <summary>Changes the members given, and only those.</summary>
public sealed class UpdateCampaignAsset(CampaignDb db, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<CampaignAssetResource>> RunAsync(
        Guid id, Changes<AssetInput> changes, Precondition precondition, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        if (await db.LockAssetAsync(id, cancellation) is not { } asset)
            return AssetErrors.NotFound();

        if (precondition.Refuses(CampaignAssetResource.From(asset).ETag) is { } refusal)
            return refusal;

        var before = asset.ToInput();
        if (changes.Over(before).Then(input => SuitsFile(input, asset)).Failed(out var error, out var changed))
            return error;

        changed.ApplyTo(asset, time.UtcInstant());
        audit.Add(AuditAction.Update, asset, ChangedMembers.Between(before, asset.ToInput()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignAssetResource.From(asset);
    }

    // An asset cannot become an image by being called one. What was made without its file, by an import, may stay so.
    private static Result<AssetInput> SuitsFile(AssetInput input, CampaignAsset asset)
    {
        var type = input.AssetType!.Value;
        if (asset.StoredFile is { } file)
            return ContentClaims.Check(claimedMime: null, type, file.MimeType).Then<AssetInput>(_ => input);

        return type != asset.AssetType && ContentClaims.NeedsFile(type) ? AssetErrors.HasNoFileFor(type) : input;
    }
}
