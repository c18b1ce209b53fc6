using CampaignFunctions.Core.DirectUploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class DirectUploadMapping : IEntityTypeConfiguration<DirectUpload>
{
    public void Configure(EntityTypeBuilder<DirectUpload> builder)
    {
        builder.ToTable("direct_uploads");
        builder.HasKey(row => new { row.TenantId, row.Id });
        builder.Property(row => row.Form).HasColumnType("jsonb");
    }
}
