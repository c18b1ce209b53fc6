using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CampaignFunctions.Core.Database.Migrations;

[DbContext(typeof(CampaignDb))]
[Migration("0001_initial")]
public sealed class Initial : SqlMigration;
