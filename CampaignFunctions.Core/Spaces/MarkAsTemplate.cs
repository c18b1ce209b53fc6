using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Makes a space a template, or with <c>is_template: false</c> an ordinary one again.</summary>
public sealed record TemplateMark
{
    /// <summary>Left out, it stays as it is; null clears it.</summary>
    [JsonObject]
    public JsonElement? TemplateMetadata { get; init => (field, SaysMetadata) = (value, true); }

    [Required]
    public bool? IsTemplate { get; init; } = true;

    internal bool SaysMetadata { get; private init; }
}

public sealed class MarkAsTemplate(CampaignDb db, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(Guid id, TemplateMark mark, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        if (await db.LockSpaceAsync(id, cancellation) is not { } space)
            return SpaceErrors.NotFound();

        var before = space.ToInput();
        space.IsTemplate = mark.IsTemplate!.Value;
        if (mark.SaysMetadata)
            space.TemplateMetadata = mark.TemplateMetadata ?? JsonObjects.Empty;
        space.UpdatedAt = time.UtcInstant();
        audit.Add(AuditAction.MarkAsTemplate, space, ChangedMembers.Between(before, space.ToInput()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }
}
