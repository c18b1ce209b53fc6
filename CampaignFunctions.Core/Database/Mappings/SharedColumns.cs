using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace CampaignFunctions.Core.Database.Mappings;

/// <summary>Columns that several tables have and no entity carries as data.</summary>
internal static class SharedColumns
{
    public const string Search = "Search";

    /// <summary>The generated tsvector behind <c>?search=</c>; a shadow property, only ever used in a WHERE.</summary>
    public static void HasSearch<T>(this EntityTypeBuilder<T> builder)
        where T : class => builder.Property<NpgsqlTsVector>(Search).IsRequired().ValueGeneratedOnAddOrUpdate();

    /// <summary>
    /// The system column xmin: the transaction that last wrote the row. It makes the ETag; it isn't a concurrency token of EF's,
    /// since rows are locked before they are compared (https://www.postgresql.org/docs/current/ddl-system-columns.html).
    /// </summary>
    public static void IsRowVersionOfPostgres(this PropertyBuilder<uint> property) =>
        property.HasColumnName("xmin").HasColumnType("xid").ValueGeneratedOnAddOrUpdate();
}
