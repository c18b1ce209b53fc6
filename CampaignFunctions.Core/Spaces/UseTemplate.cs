using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using CampaignFunctions.Core.Validation;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>What the new space is called, and where it differs from its template.</summary>
public sealed record TemplateUse
{
    [Required]
    [Text(255, MinimumLength = 1)]
    public string? CampaignName { get; init; }

    public Platform? Platform { get; init; }

    /// <summary>Any members of <see cref="CampaignSpaceInput"/>; they may as well stand beside this one.</summary>
    [JsonObject]
    public JsonElement? Overrides { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Members { get; init; }

    /// <summary>What is not in <see cref="Overrides"/>.</summary>
    internal IEnumerable<KeyValuePair<string, JsonNode?>> Beside()
    {
        yield return new("campaign_name", CampaignName);
        if (Platform is { } platform)
            yield return new("platform", WireName.Of(platform));
        foreach (var (member, value) in Members ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
            yield return new(member, JsonSerializer.SerializeToNode(value));
    }
}

/// <summary>
/// Makes a space after a template. What belongs to the template's own campaign stays behind: its platform's id, flight dates,
/// where it came from, performance and reuse. Its assets are copied as new ones that share the stored files: no byte is stored or counted twice.
/// </summary>
public sealed class UseTemplate(CampaignDb db, TenantContext tenant, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(Guid templateId, TemplateUse use, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        // Locked, so that its assets stay as they are counted until they are copied.
        if (await db.LockSpaceAsync(templateId, cancellation) is not { IsTemplate: true } template)
            return SpaceErrors.NotATemplate();

        if (InputFor(template, use).Failed(out var error, out var input))
            return error;

        var now = time.UtcInstant();
        var space = input.ToNewSpace(tenant, now);
        (space.AssetCount, space.TotalAssetSizeBytes) = await MeasureAssetsAsync(templateId, cancellation);
        db.Add(space);
        audit.Add(AuditAction.UseTemplate, template, details: new { campaign_space_id = space.Id });
        audit.Add(AuditAction.Create, space, details: new { template_id = templateId });
        await db.SaveChangesAsync(cancellation);
        await CopyAssetsAsync(templateId, space.Id, now, cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }

    private static Result<CampaignSpaceInput> InputFor(CampaignSpace template, TemplateUse use)
    {
        var members = use.Overrides is { } overrides ? JsonObject.Create(overrides)! : [];
        var nested = members.Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (member, value) in use.Beside())
        {
            if (members.TryGetPropertyValue(member, out var other) && !JsonNode.DeepEquals(other, value))
                return OperationError.Invalid($"overrides.{member}", $"is not the {member} beside overrides; give it once.");
            members[member] = value;
        }

        var inherited = template.ToInput() with
        {
            CampaignSlug = null,
            ExternalCampaignId = null,
            CampaignStartDate = null,
            CampaignEndDate = null,
            IsActive = true,
            IsArchived = false,
            IsTemplate = false,
            TemplateMetadata = null,
            ImportSource = ImportSource.ManualUpload,
            ImportMetadata = null,
        };
        return new Changes<CampaignSpaceInput>(members).Over(inherited).Match(
            input => input,
            error => (Result<CampaignSpaceInput>)OperationError.Invalid(error.Errors!.ToDictionary(
                entry => nested.Contains(entry.Key) ? $"overrides.{entry.Key}" : entry.Key, entry => entry.Value, StringComparer.Ordinal)));
    }

    private async Task<(long Count, long SizeBytes)> MeasureAssetsAsync(Guid spaceId, CancellationToken cancellation)
    {
        var assets = await db.CampaignAssets
            .Where(asset => asset.CampaignSpaceId == spaceId)
            .Select(asset => new { asset.CampaignSpaceId, SizeBytes = asset.StoredFile == null ? 0 : asset.StoredFile.SizeBytes })
            .GroupBy(asset => asset.CampaignSpaceId)
            .Select(all => new { Count = all.LongCount(), SizeBytes = all.Sum(asset => asset.SizeBytes) })
            .FirstOrDefaultAsync(cancellation);

        return (assets?.Count ?? 0, assets?.SizeBytes ?? 0);
    }

    // Ids a microsecond apart keep the order of the originals. Files are locked in the order of their ids, so that two
    // copies at once cannot wait for each other.
    private Task<int> CopyAssetsAsync(Guid templateId, Guid spaceId, DateTimeOffset now, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            SqlText.Of($"""
            with asset as (
              insert into campaign_assets (
                tenant_id, id, campaign_space_id, brand_id, user_id, asset_name, asset_type, public_url, stored_file_id, is_duplicate_allowed,
                title, description, ad_copy_text, headline_text, cta_text, tags,
                performance_data, platform_metadata, platform_variants, import_metadata, created_at, updated_at)
              select
                tenant_id, uuid_v7({now} + row_number() over (order by created_at, id) * interval '1 microsecond'), {spaceId}, brand_id, {tenant.UserId},
                asset_name, asset_type, public_url, stored_file_id, is_duplicate_allowed,
                title, description, ad_copy_text, headline_text, cta_text, tags,
                jsonb_build_object(), platform_metadata, platform_variants, jsonb_build_object(), {now}, {now}
              from campaign_assets
              where tenant_id = {db.TenantId} and campaign_space_id = {templateId} and deleted_at is null
              returning id, asset_name, stored_file_id
            ), audited as (
              {audit.InsertOfAssets(AuditAction.Create, new { campaign_space_id = spaceId, template_id = templateId })}
            ), shared as (
              select file.id, copies.number
              from stored_files as file
              join (select stored_file_id, count(*) as number from asset where stored_file_id is not null group by stored_file_id) as copies
                on copies.stored_file_id = file.id
              where file.tenant_id = {db.TenantId}
              order by file.id
              for no key update of file
            )
            update stored_files as file set reference_count = file.reference_count + shared.number
            from shared where file.tenant_id = {db.TenantId} and file.id = shared.id
            """),
            cancellation);
}
