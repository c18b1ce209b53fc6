using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Makes a space a template, or with <c>is_template: false</c> an ordinary one again. Metadata left out stays as it is.</summary>
public sealed record TemplateMark
{
    [JsonObject]
    public JsonElement? TemplateMetadata { get; init; }

    [Required]
    public bool? IsTemplate { get; init; } = true;
}

public sealed class MarkAsTemplate(CampaignDb db, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(Guid id, TemplateMark mark, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        if (await db.LockSpaceAsync(id, cancellation) is not { } space)
            return SpaceErrors.NotFound();

        space.IsTemplate = mark.IsTemplate!.Value;
        space.TemplateMetadata = mark.TemplateMetadata ?? space.TemplateMetadata;
        space.UpdatedAt = time.UtcInstant();
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }
}
