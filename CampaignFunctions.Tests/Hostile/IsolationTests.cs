using CampaignFunctions.Tests.Support;
using Npgsql;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// Another tenant with every role there is, and everything it could have got hold of: it must see nothing of the victim's,
/// change nothing, and not even learn what is there. Either wall alone must do.
/// </summary>
public sealed class IsolationTests(Arena arena, ITestOutputHelper output) : IClassFixture<Arena>
{
    [Fact]
    public Task Both_walls_hold() => HoldAsync(Walls.Both, "both walls");

    [Fact]
    public Task Row_level_security_holds_alone() => HoldAsync(Walls.RowLevelSecurity, "row-level security alone");

    [Fact]
    public Task The_tenant_filters_hold_alone() => HoldAsync(Walls.Filter, "the tenant filters alone");

    /// <summary>What the tests above don't find is worth what this one does.</summary>
    [Fact]
    public async Task Without_walls_there_is_much_to_find()
    {
        await using var field = await arena.OpenAsync(Walls.None);
        var assault = new Assault(arena, field);

        await assault.SendAsync(new AttackPlan(arena, new Attacker("admin", "admin")).Make(atLeast: 1_500));

        output.Print("isolation, no wall", $"{assault.Requests:N0} requests, {assault.Canaries.Count:N0} canaries, {assault.Differences.Count:N0} answers that tell what is another's from what is nobody's");
        Assert.NotEmpty(assault.Canaries);
        Assert.NotEmpty(assault.Differences);
        Assert.True(field.Opened > 0);
    }

    [Fact]
    public async Task A_change_of_any_row_or_file_is_noticed()
    {
        await using var field = await arena.OpenAsync(Walls.Both);
        await using var superuser = await field.Database.OpenAsync();
        var before = await field.DigestAsync(arena.Victim.TenantId);
        var tables = await TenantRows.TablesAsync(superuser);

        foreach (var table in tables)
        {
            // The same values once more.
            await using var touch = new NpgsqlCommand($"update {table} set tenant_id = tenant_id where ctid = (select ctid from {table} where tenant_id = $1 limit 1)", superuser) { Parameters = { new() { Value = arena.Victim.TenantId } } };
            Assert.Equal(1, await touch.ExecuteNonQueryAsync());
        }

        foreach (var file in field.FilesOf(arena.Victim.TenantId))
            await File.AppendAllTextAsync(file, ".");
        Assert.Equal(before.Keys, Changed(before, await field.DigestAsync(arena.Victim.TenantId)).Select(change => change.Split(": ")[0]));
    }

    /// <summary>Canaries nobody could hear would prove nothing. And what an owner reads and writes is in no log line either.</summary>
    [Fact]
    public void The_owner_is_shown_the_canaries_and_the_log_is_not()
    {
        // What is kept for ourselves, and answered to nobody.
        string[] kept = ["direct_uploads.form", "direct_uploads.sniffed_type", "idempotency_keys.headers", "object_events.reason", "stored_files.media_metadata"];
        var shown = arena.Planted.Keys.Intersect(arena.SeenByOwner, StringComparer.Ordinal).Count();

        output.Print("isolation, canaries", $"{arena.Canaries.Count} planted, {shown} of those in {arena.Planted.Count} columns answered to their owner, 0 logged");
        Assert.Empty(arena.Planted.Keys.Except(arena.SeenByOwner, StringComparer.Ordinal).Except(kept, StringComparer.Ordinal));
        Seed.None(arena.LoggedOfOwner);
    }

    private async Task HoldAsync(Walls walls, string what)
    {
        await using var field = await arena.OpenAsync(walls);
        var before = await field.DigestAsync(arena.Victim.TenantId);
        var assault = new Assault(arena, field);

        await assault.SendAsync(arena.Attacks);

        var changed = Changed(before, await field.DigestAsync(arena.Victim.TenantId));
        var deaf = arena.Described.Operations.Keys.Where(operation => !assault.Saw(operation, status => status < 300)).ToList();
        output.Print($"isolation, {what}", $"{assault.Requests:N0} requests to {arena.Described.Operations.Count} operations, {assault.Canaries.Count} canaries in answers, {field.Log.Findings.Count} in {field.Log.Lines:N0} log lines, "
            + $"{changed.Count} of {before.Count} tables and files changed, {assault.Errors.Count} answers of 5xx, {assault.Differences.Count} that tell what is another's from what is nobody's; {assault.Statuses}; no way into {(deaf.Count == 0 ? "none" : string.Join(", ", deaf))}");
        Assert.True(assault.Requests >= Arena.AtLeast);
        // What is refused before it begins shows nothing.
        Assert.True(deaf.Count <= arena.Described.Operations.Count / 10, $"No attack got anywhere with {string.Join(", ", deaf)}.");
        Seed.None(assault.Canaries);
        Seed.None(field.Log.Findings);
        Seed.None(changed);
        Seed.None(assault.Errors);
        Seed.None(assault.Differences);
        Assert.True(walls.HasFlag(Walls.Filter) ? field.Opened is null : field.Opened > 1000, $"{field.Opened} conditions of the filters were taken out.");
    }

    private static List<string> Changed(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Where(place => before.GetValueOrDefault(place) != after.GetValueOrDefault(place)).Select(place => $"{place}: {before.GetValueOrDefault(place)} became {after.GetValueOrDefault(place)}")];
}
