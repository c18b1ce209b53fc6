using CampaignFunctions.Core.Database;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

public sealed class MigrationTests
{
    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await using var empty = await EmptyDatabase.CreateAsync();

        await DatabaseRegistration.MigrateAsync(empty.ConnectionString, CancellationToken.None);
        var first = await StateAsync(empty);
        await DatabaseRegistration.MigrateAsync(empty.ConnectionString, CancellationToken.None);

        Assert.Equal(first, await StateAsync(empty));
    }

    [Fact]
    public async Task Four_that_migrate_an_empty_database_at_once_migrate_it_once()
    {
        await using var empty = await EmptyDatabase.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => DatabaseRegistration.MigrateAsync(empty.ConnectionString, CancellationToken.None))));

        await using var once = await EmptyDatabase.CreateAsync();
        await DatabaseRegistration.MigrateAsync(once.ConnectionString, CancellationToken.None);
        Assert.Equal(await StateAsync(once), await StateAsync(empty));
    }

    /// <summary>Everything there is, and which migrations made it.</summary>
    private static async Task<IReadOnlyList<string>> StateAsync(EmptyDatabase database)
    {
        var catalogue = await Catalogue.ReadAsync(database.ConnectionString);
        return
        [
            .. catalogue.Columns.Select(column => column.ToString()).Order(StringComparer.Ordinal),
            .. catalogue.Constraints.Select(constraint => constraint.Name).Order(StringComparer.Ordinal),
            .. catalogue.Indexes.Select(index => index.Name).Order(StringComparer.Ordinal),
            .. await database.MigrationsAsync(),
        ];
    }

    /// <summary>A database of a test's own, owned by the role that migrates.</summary>
    private sealed class EmptyDatabase(string name) : IAsyncDisposable
    {
        public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(TestDatabase.OwnerConnectionString) { Database = name, Pooling = false }.ConnectionString;

        public static async Task<EmptyDatabase> CreateAsync()
        {
            var name = $"migrated_{Guid.CreateVersion7():N}";
            var owner = new NpgsqlConnectionStringBuilder(TestDatabase.OwnerConnectionString).Username;
            await ExecuteAsync($"create database {name} owner {owner} template template0");
            return new EmptyDatabase(name);
        }

        public async Task<IReadOnlyList<string>> MigrationsAsync()
        {
            await using var source = NpgsqlDataSource.Create(ConnectionString);
            await using var command = source.CreateCommand($"""select array_agg("MigrationId" order by "MigrationId") from "{Catalogue.History}" """);
            return (string[])(await command.ExecuteScalarAsync())!;
        }

        public async ValueTask DisposeAsync() => await ExecuteAsync($"drop database {name} with (force)");

        private static async Task ExecuteAsync(string sql)
        {
            await using var source = NpgsqlDataSource.Create(TestDatabase.SuperuserConnectionString);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
