using CampaignFunctions.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class StorageReservationMapping : IEntityTypeConfiguration<StorageReservation>
{
    public void Configure(EntityTypeBuilder<StorageReservation> builder)
    {
        builder.ToTable("storage_reservations");
        builder.HasKey(row => new { row.TenantId, row.Id });
    }
}
