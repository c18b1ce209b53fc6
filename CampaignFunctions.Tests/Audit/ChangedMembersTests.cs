using System.Text.Json;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Tests.Audit;

public sealed class ChangedMembersTests
{
    /// <summary>Repeated here on purpose: a member whose values are kept for good takes two decisions.</summary>
    [Fact]
    public void Only_of_these_are_values_kept()
    {
        var told = new[]
        {
            ToldOf(new CampaignSpaceInput { CampaignName = "a", Platform = Platform.Meta, CampaignSlug = "a", BrandId = "a", ExternalCampaignId = "a", Description = "a", CampaignObjective = "a", TargetAudience = "a", Budget = 1, Currency = "EUR", CampaignStartDate = new DateOnly(2026, 1, 1), CampaignEndDate = new DateOnly(2026, 1, 1), IsActive = false, ImportSource = ImportSource.CsvImport, ImportMetadata = Json("""{"a":1}"""), Tags = ["a"], Category = "a", IsTemplate = true, TemplateMetadata = Json("""{"a":1}"""), IsArchived = true }),
            ToldOf(new AssetInput { AssetName = "a", AssetType = AssetType.Image, BrandId = "a", ExternalAssetId = "a", PublicUrl = "a", Title = "a", Description = "a", AdCopyText = "a", HeadlineText = "a", CtaText = "a", Tags = ["a"], PerformanceData = Json("""{"a":1}"""), PlatformMetadata = Json("""{"a":1}"""), PlatformVariants = Json("""{"a":1}"""), ImportMetadata = Json("""{"a":1}""") }),
            ToldOf(new AdAccountInput { AccountName = "a", Currency = "USD", TimeZone = "UTC" }),
            ToldOf(new TenantInput { Name = "a", StorageLimitBytes = 1 }),
            ToldOf(new SpacePerformanceInput { Impressions = 1, Clicks = 1, Spend = 1, Conversions = 1, Revenue = 1 }),
        };

        Assert.Equal(
            [
                "brand_id budget campaign_end_date campaign_name campaign_slug campaign_start_date category currency external_campaign_id import_source is_active is_archived is_template platform tags",
                "asset_name asset_type brand_id cta_text external_asset_id tags",
                "account_name currency time_zone",
                "name storage_limit_bytes",
                "clicks conversions impressions revenue spend",
            ],
            told);
    }

    private static string ToldOf<T>(T everything)
        where T : class
    {
        var changes = ChangedMembers.Between(Activator.CreateInstance<T>(), everything);
        Assert.Equal(typeof(T).GetProperties().Length, changes.EnumerateObject().Count());
        return string.Join(' ', changes.EnumerateObject().Where(change => change.Value.TryGetProperty("to", out _)).Select(change => change.Name).Order(StringComparer.Ordinal));
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
