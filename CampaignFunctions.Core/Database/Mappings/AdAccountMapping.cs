using CampaignFunctions.Core.Performance;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampaignFunctions.Core.Database.Mappings;

internal sealed class AdAccountMapping : IEntityTypeConfiguration<AdAccount>
{
    public void Configure(EntityTypeBuilder<AdAccount> builder)
    {
        builder.ToTable("ad_accounts");
        builder.HasKey(row => new { row.TenantId, row.Platform, row.AccountId });
        builder.Property(row => row.Version).IsRowVersionOfPostgres();
    }
}
