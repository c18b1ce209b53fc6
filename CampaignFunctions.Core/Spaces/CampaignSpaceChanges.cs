using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Between a space and the members of it that callers write.</summary>
internal static class CampaignSpaceChanges
{
    /// <summary>The space as its writable members, for changes to be laid over.</summary>
    public static CampaignSpaceInput ToInput(this CampaignSpace space) => new()
    {
        CampaignName = space.CampaignName,
        Platform = space.Platform,
        CampaignSlug = space.CampaignSlug,
        BrandId = space.BrandId,
        ExternalCampaignId = space.ExternalCampaignId,
        Description = space.Description,
        CampaignObjective = space.CampaignObjective,
        TargetAudience = space.TargetAudience,
        Budget = space.Budget,
        Currency = space.Currency,
        CampaignStartDate = space.CampaignStartDate,
        CampaignEndDate = space.CampaignEndDate,
        IsActive = space.IsActive,
        ImportSource = space.ImportSource,
        ImportMetadata = space.ImportMetadata,
        Tags = space.Tags,
        Category = space.Category,
        IsTemplate = space.IsTemplate,
        TemplateMetadata = space.TemplateMetadata,
        IsArchived = space.IsArchived,
    };

    public static CampaignSpace ToNewSpace(this CampaignSpaceInput input, TenantContext tenant, DateTimeOffset now)
    {
        var space = new CampaignSpace
        {
            TenantId = tenant.TenantId,
            Id = TimeOrderedId.At(now),
            UserId = tenant.UserId,
            CampaignName = input.CampaignName!,
            CampaignSlug = string.Empty,
            Platform = input.Platform!.Value,
            Currency = input.Currency!,
            ImportMetadata = JsonObjects.Empty,
            TemplateMetadata = JsonObjects.Empty,
            CreatedAt = now,
        };
        input.ApplyTo(space, tenant.UserId, now);
        return space;
    }

    public static void ApplyTo(this CampaignSpaceInput input, CampaignSpace space, string userId, DateTimeOffset now)
    {
        if (space.ExternalCampaignId != input.ExternalCampaignId || (space.ExternalCampaignId is not null && space.Platform != input.Platform))
            space.ForgetPerformance();

        space.CampaignName = input.CampaignName!;
        space.CampaignSlug = input.CampaignSlug ?? CampaignSlug.Of(input.CampaignName!);
        space.Platform = input.Platform!.Value;
        space.BrandId = input.BrandId;
        space.ExternalCampaignId = input.ExternalCampaignId;
        space.Description = input.Description;
        space.CampaignObjective = input.CampaignObjective;
        space.TargetAudience = input.TargetAudience;
        space.Budget = input.Budget;
        space.Currency = input.Currency!;
        space.CampaignStartDate = input.CampaignStartDate;
        space.CampaignEndDate = input.CampaignEndDate;
        space.IsActive = input.IsActive!.Value;
        space.ImportMetadata = input.ImportMetadata ?? JsonObjects.Empty;
        space.Tags = Tags.Normalise(input.Tags ?? []);
        space.Category = input.Category;
        space.IsTemplate = input.IsTemplate!.Value;
        space.TemplateMetadata = input.TemplateMetadata ?? JsonObjects.Empty;
        space.UpdatedAt = now;

        if (space.ImportSource != input.ImportSource)
        {
            space.ImportSource = input.ImportSource!.Value;
            space.ImportedAt = input.ImportSource == ImportSource.ManualUpload ? null : now;
            space.ImportedBy = input.ImportSource == ImportSource.ManualUpload ? null : userId;
        }

        if (space.IsArchived != input.IsArchived)
        {
            space.IsArchived = input.IsArchived!.Value;
            space.ArchivedAt = space.IsArchived ? now : null;
        }
    }
}
