using CampaignFunctions.Core.Reuse;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class ReuseEventMapping : IEntityTypeConfiguration<ReuseEvent>
{
    public void Configure(EntityTypeBuilder<ReuseEvent> builder)
    {
        builder.ToTable("reuse_events");
        builder.HasKey(row => new { row.TenantId, row.AssetId, row.Id });
        builder.Property(row => row.ReuseContext).HasColumnType("jsonb");
        builder.HasOne(row => row.Asset).WithMany()
            .HasForeignKey(row => new { row.TenantId, row.AssetId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(row => row.CampaignSpace).WithMany()
            .HasForeignKey(row => new { row.TenantId, row.CampaignSpaceId }).OnDelete(DeleteBehavior.ClientNoAction);
    }
}
