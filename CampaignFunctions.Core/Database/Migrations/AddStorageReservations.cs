using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CampaignFunctions.Core.Database.Migrations;

[DbContext(typeof(CampaignDb))]
[Migration("0003_storage_reservations")]
public sealed class AddStorageReservations : SqlMigration;
