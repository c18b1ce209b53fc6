using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CampaignFunctions.Core.Database.Migrations;

[DbContext(typeof(CampaignDb))]
[Migration("0002_row_level_security")]
public sealed class RowLevelSecurity : SqlMigration;
