using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Validation;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>What somebody has typed so far.</summary>
public sealed record SuggestionQuery
{
    [Description("The beginning of a word of the name, or several words; typing errors, case and accents are forgiven.")]
    [Required]
    [Text(100, MinimumLength = 1)]
    public string? Q { get; init; }
}

public sealed record Suggestion(Guid Id, string CampaignName, Platform Platform);

public sealed record SuggestionList(IReadOnlyList<Suggestion> Suggestions);

/// <summary>
/// At most ten campaign spaces whose name is like what was typed, best first. A beginning of n letters has n of its n + 1
/// trigrams in the word it begins, so one measure serves prefixes and typing errors
/// (https://www.postgresql.org/docs/current/pgtrgm.html).
/// </summary>
public sealed class SuggestCampaignSpaces(CampaignDb db)
{
    /// <summary>One or two letters begin thousands of names, of which any ten will do: no more than this are compared.</summary>
    private const int MostCandidates = 1_000;

    public async Task<Result<SuggestionList>> RunAsync(SuggestionQuery query, CancellationToken cancellation)
    {
        var typed = query.Q!.Trim();
        int? candidates = typed.Length < 3 ? MostCandidates : null;
        await using var transaction = await db.BeginAsync(cancellation);

        // From here on %> means: at least 40 % alike. Two letters swapped or one missing in a word of five or more pass.
        await db.Database.ExecuteSqlAsync($"set local pg_trgm.word_similarity_threshold = 0.4", cancellation);
        var found = await db.Database.SqlQuery<Found>(
            $"""
            select id as "Id", campaign_name as "CampaignName", platform as "Platform"
            from (
              select id, campaign_name, platform, fold_letters(campaign_name) as name, fold_letters({typed}) as typed
              from campaign_spaces_of_tenant
              where tenant_id = {db.TenantId} and deleted_at is null and fold_letters(campaign_name) %> fold_letters({typed})
              limit {candidates}
            ) as candidate
            order by word_similarity(typed, name) desc, starts_with(name, typed) desc, length(name), name, id
            limit 10
            """).ToListAsync(cancellation);

        return new SuggestionList([.. found.Select(space => new Suggestion(space.Id, space.CampaignName, WireName.Parse<Platform>(space.Platform)))]);
    }

    private sealed record Found(Guid Id, string CampaignName, string Platform);
}
