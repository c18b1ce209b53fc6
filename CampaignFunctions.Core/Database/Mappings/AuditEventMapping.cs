using CampaignFunctions.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class AuditEventMapping : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("audit_events");
        builder.HasKey(row => new { row.TenantId, row.Id });
        builder.Property(row => row.Changes).HasColumnType("jsonb");
        builder.Property(row => row.Details).HasColumnType("jsonb");
    }
}
