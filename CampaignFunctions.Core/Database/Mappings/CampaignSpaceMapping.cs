using CampaignFunctions.Core.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class CampaignSpaceMapping : IEntityTypeConfiguration<CampaignSpace>
{
    public void Configure(EntityTypeBuilder<CampaignSpace> builder)
    {
        builder.ToTable("campaign_spaces");
        builder.HasKey(row => new { row.TenantId, row.Id });
        builder.Property(row => row.ImportMetadata).HasColumnType("jsonb");
        builder.Property(row => row.TemplateMetadata).HasColumnType("jsonb");
        builder.Property(row => row.Budget).HasColumnType("numeric(20, 4)");
        builder.Property(row => row.TotalSpend).HasColumnType("numeric(24, 4)");
        builder.Property(row => row.TotalConversions).HasColumnType("numeric(24, 4)");
        builder.Property(row => row.TotalRevenue).HasColumnType("numeric(24, 4)");
        builder.Property(row => row.AvgCtr).ValueGeneratedOnAddOrUpdate();
        builder.Property(row => row.AvgRoas).ValueGeneratedOnAddOrUpdate();
        builder.HasSearch();
        builder.Property(row => row.Version).IsRowVersionOfPostgres();
    }
}
