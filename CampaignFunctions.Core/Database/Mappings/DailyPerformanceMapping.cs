using CampaignFunctions.Core.Performance;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class DailyPerformanceMapping : IEntityTypeConfiguration<DailyPerformance>
{
    public void Configure(EntityTypeBuilder<DailyPerformance> builder)
    {
        builder.ToTable("performance_daily");
        builder.HasKey(row => new { row.TenantId, row.Platform, row.AccountId, row.Level, row.ExternalId, row.Day });
    }
}
