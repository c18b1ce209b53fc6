using CampaignFunctions.Core.Performance;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class SyncRunMapping : IEntityTypeConfiguration<SyncRun>
{
    public void Configure(EntityTypeBuilder<SyncRun> builder)
    {
        builder.ToTable("sync_runs");
        builder.HasKey(row => new { row.TenantId, row.Id });
    }
}
