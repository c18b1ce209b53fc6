using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CampaignFunctions.Core.Database.Migrations;

[DbContext(typeof(CampaignDb))]
[Migration("0007_object_events")]
public sealed class AddObjectEvents : SqlMigration;
