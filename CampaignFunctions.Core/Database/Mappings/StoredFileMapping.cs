using CampaignFunctions.Core.Media;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class StoredFileMapping : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("stored_files");
        builder.HasKey(row => new { row.TenantId, row.Id });
        builder.HasAlternateKey(row => new { row.TenantId, row.Sha256 });
        builder.Property(row => row.Duration).HasColumnType("numeric(12, 3)");
        builder.Property(row => row.MediaMetadata).HasColumnType("jsonb");
    }
}
