using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CampaignFunctions.Core.Database.Migrations;

/// <summary>A migration whose body is the readable SQL file of the same name, embedded beside it.</summary>
public abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var id = GetType().GetCustomAttribute<MigrationAttribute>()!.Id;
        var resource = $"CampaignFunctions.Core.Database.Migrations.{id}.sql";
        using var stream = typeof(SqlMigration).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Migration {id} has no embedded file {resource}.");
        using var reader = new StreamReader(stream);

        migrationBuilder.Sql(reader.ReadToEnd());
    }
}
