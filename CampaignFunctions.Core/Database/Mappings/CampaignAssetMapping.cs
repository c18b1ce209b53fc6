using CampaignFunctions.Core.Assets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class CampaignAssetMapping : IEntityTypeConfiguration<CampaignAsset>
{
    public void Configure(EntityTypeBuilder<CampaignAsset> builder)
    {
        builder.ToTable("campaign_assets");
        builder.HasKey(row => new { row.TenantId, row.Id });
        builder.Property(row => row.PerformanceData).HasColumnType("jsonb");
        builder.Property(row => row.PlatformMetadata).HasColumnType("jsonb");
        builder.Property(row => row.PlatformVariants).HasColumnType("jsonb");
        builder.Property(row => row.ImportMetadata).HasColumnType("jsonb");
        builder.Property(row => row.Conversions).HasColumnType("numeric(24, 4)");
        builder.Property(row => row.Spend).HasColumnType("numeric(24, 4)");
        builder.Property(row => row.Revenue).HasColumnType("numeric(24, 4)");
        builder.Property(row => row.Ctr).ValueGeneratedOnAddOrUpdate();
        builder.HasSearch();
        builder.Property(row => row.Version).IsRowVersionOfPostgres();
        builder.HasOne(row => row.CampaignSpace).WithMany()
            .HasForeignKey(row => new { row.TenantId, row.CampaignSpaceId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne(row => row.StoredFile).WithMany()
            .HasForeignKey(row => new { row.TenantId, row.StoredFileId }).OnDelete(DeleteBehavior.NoAction);
    }
}
