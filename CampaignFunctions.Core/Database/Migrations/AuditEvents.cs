using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CampaignFunctions.Core.Database.Migrations;

[DbContext(typeof(CampaignDb))]
[Migration("0005_audit_events")]
public sealed class AuditEvents : SqlMigration;
