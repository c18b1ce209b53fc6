using CampaignFunctions.Core.Media;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class UnsettledEventMapping : IEntityTypeConfiguration<UnsettledEvent>
{
    public void Configure(EntityTypeBuilder<UnsettledEvent> builder)
    {
        builder.ToTable("object_events");
        builder.HasKey(row => new { row.TenantId, row.ObjectName, row.Generation });
    }
}
