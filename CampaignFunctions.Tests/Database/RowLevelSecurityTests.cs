using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

/// <summary>The wall in the database: what a statement sees that forgot its tenant, or means another's.</summary>
public sealed class RowLevelSecurityTests
{
    [Fact]
    public async Task Every_table_of_tenants_is_behind_it_its_owner_too()
    {
        var exposed = await RowsAsync(
            """
            select c.relname from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> '__EFMigrationsHistory'
              and not (c.relrowsecurity and c.relforcerowsecurity and exists (
                select from pg_policies p
                where p.tablename = c.relname and p.roles = '{public}' and p.cmd = 'ALL' and p.permissive = 'PERMISSIVE'
                  and p.qual = $$(tenant_id = NULLIF(current_setting('app.tenant_id'::text, true), ''::text))$$ and p.with_check = p.qual))
            """);

        Assert.Empty(exposed);
    }

    [Fact]
    public async Task Only_the_reader_nobody_can_be_passes_a_policy_by()
    {
        Assert.Empty(await RowsAsync("select tablename || '.' || policyname from pg_policies where policyname <> 'tenant' and not (roles = '{campaign_reader}' and cmd = 'SELECT')"));
        Assert.Equal(["false false false false 0"], await RowsAsync(
            """
            select concat_ws(' ', rolcanlogin::text, rolsuper::text, rolbypassrls::text, rolcreaterole::text, (select count(*) from pg_auth_members m where m.roleid = r.oid or m.member = r.oid))
            from pg_roles r where rolname = 'campaign_reader'
            """));
        Assert.Empty(await RowsAsync("select table_name || ' ' || privilege_type from information_schema.role_table_grants where grantee = 'campaign_reader' and privilege_type <> 'SELECT' and table_name not like '%_of_tenant'"));
        Assert.Equal(["false"], await RowsAsync("select has_schema_privilege('campaign_reader', 'public', 'create')::text"));
    }

    [Fact]
    public async Task The_application_is_nobody_special()
    {
        Assert.Equal(["false false false false 0"], await RowsAsync(
            """
            select concat_ws(' ', rolsuper::text, rolbypassrls::text, rolcreaterole::text, rolcreatedb::text, (select count(*) from pg_auth_members m where m.member = r.oid))
            from pg_roles r where rolname = 'campaign_app'
            """));
        Assert.Empty(await RowsAsync("select relname from pg_class where relowner = 'campaign_app'::regrole"));
        Assert.Empty(await RowsAsync("select table_name from information_schema.role_table_grants where grantee in ('campaign_app', 'PUBLIC') and table_schema = 'public' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')"));
    }

    [Fact]
    public async Task Views_repeat_the_condition_or_ask_as_the_caller()
    {
        var loose = await RowsAsync(
            """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
              and not coalesce(reloptions @> '{security_invoker=true}', false)
              and not (relowner = 'campaign_reader'::regrole and pg_get_viewdef(oid) like $$%WHERE (%tenant_id = NULLIF(current_setting('app.tenant_id'::text, true), ''::text));$$)
            """);

        Assert.Empty(loose);
    }

    [Fact]
    public async Task What_asks_as_its_owner_are_four_reviewed_functions_that_show_ids()
    {
        Assert.Equal(
            ["tenants_with_ad_accounts campaign_reader false true", "tenants_with_files campaign_reader false true", "tenants_with_idempotency_keys campaign_reader false true", "tenants_with_object_events campaign_reader false true"],
            await RowsAsync(
                """
                select concat_ws(' ', p.proname, p.proowner::regrole, has_function_privilege('public', p.oid, 'execute')::text, has_function_privilege('campaign_app', p.oid, 'execute')::text)
                from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1
                """));
    }

    [Theory]
    [InlineData("CAMPAIGNS_APP")]
    [InlineData("CAMPAIGNS_OWNER")]
    public async Task Without_a_tenant_there_are_no_rows(string role)
    {
        await ATenantWithRowsAsync();
        await using var connection = await OpenAsync(Environment.GetEnvironmentVariable(role)!);

        foreach (var relation in await RelationsAsync(isReadBy: role == "CAMPAIGNS_APP" ? "campaign_app" : "campaign_owner"))
            Assert.Equal((relation, 0L), (relation, await ScalarAsync<long>(connection, $"select count(*) from {relation}")));
    }

    [Fact]
    public async Task A_tenant_sees_changes_and_deletes_its_own_rows_only()
    {
        var (mine, theirs) = (await ATenantWithRowsAsync(), await ATenantWithRowsAsync());
        await using var connection = await OpenAsync(TestDatabase.AppConnectionString);
        await using var transaction = await connection.BeginTransactionAsync();
        await ScalarAsync<string>(connection, $"select set_config('app.tenant_id', '{mine}', true)");

        foreach (var relation in await RelationsAsync(isReadBy: "campaign_app"))
            Assert.Equal((relation, 0L), (relation, await ScalarAsync<long>(connection, $"select count(*) from {relation} where tenant_id <> '{mine}'")));

        Assert.Equal(1L, await ScalarAsync<long>(connection, "select count(*) from campaign_spaces"));
        Assert.Equal(0, await ExecuteAsync(connection, $"update campaign_spaces set campaign_name = 'mine now' where tenant_id = '{theirs}'"));
        Assert.Equal(0, await ExecuteAsync(connection, $"delete from campaign_assets where tenant_id = '{theirs}'"));
        Assert.Equal(1, await ExecuteAsync(connection, "update campaign_spaces set campaign_name = 'still mine'"));
    }

    [Theory]
    [InlineData("insert into tenants (tenant_id, created_at, updated_at) values ('t-somebody-else', now(), now())")]
    [InlineData("insert into tenants (tenant_id, created_at, updated_at) values ('t-somebody-else', now(), now()) on conflict (tenant_id) do update set file_count = 0")]
    [InlineData("update tenants set tenant_id = 't-somebody-else'")]
    [InlineData("update campaign_spaces set tenant_id = 't-somebody-else'")]
    public async Task A_row_of_another_tenant_cannot_be_written(string statement)
    {
        var tenant = await ATenantWithRowsAsync();
        await using var connection = await OpenAsync(TestDatabase.AppConnectionString);
        await using var transaction = await connection.BeginTransactionAsync();
        await ScalarAsync<string>(connection, $"select set_config('app.tenant_id', '{tenant}', true)");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, statement));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Views_reach_the_indexes_that_policies_keep_from_tables()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using (var superuser = await database.OpenAsync())
        {
            await ExecuteAsync(
                superuser,
                """
                insert into campaign_spaces (tenant_id, id, campaign_name, campaign_slug, platform, currency, is_active, import_source, import_metadata, tags, is_template, template_metadata, is_archived, created_at, updated_at)
                select 't-one', gen_random_uuid(), 'name' || n, 'slug', 'meta', 'USD', true, 'manual_upload', '{}', array['tag' || n], false, '{}', false, now(), now() from generate_series(1, 5000) n;
                insert into campaign_assets (tenant_id, id, campaign_space_id, asset_name, asset_type, tags, created_at, updated_at)
                select tenant_id, gen_random_uuid(), id, campaign_name, 'image', tags, created_at, updated_at from campaign_spaces;
                analyze campaign_spaces, campaign_assets
                """);
        }

        await using var connection = await OpenAsync(database.AppConnectionString);
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "set local app.tenant_id = 't-one'");

        (string View, string Condition, string Index)[] served =
        [
            ("campaign_assets_of_tenant", "search @@ search_query('name77')", "ix_campaign_assets_search"),
            ("campaign_assets_of_tenant", "tags @> '{tag77}'", "ix_campaign_assets_tags"),
            ("campaign_spaces_of_tenant", "search @@ search_query('name77')", "ix_campaign_spaces_search"),
            ("campaign_spaces_of_tenant", "tags @> '{tag77}'", "ix_campaign_spaces_tags"),
            ("campaign_spaces_of_tenant", "fold_letters(campaign_name) %> 'name77'", "ix_campaign_spaces_name"),
        ];
        foreach (var (view, condition, index) in served)
        {
            var plan = await PlanAsync(connection, $"select id from {view} where tenant_id = 't-one' and deleted_at is null and {condition}");
            Assert.Contains($"Bitmap Index Scan on {index}", plan, StringComparison.Ordinal);
        }
    }

    private static async Task<string> ATenantWithRowsAsync()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();
        await tenant.AnAssetRowAsync(space.Id, fileId: await tenant.AFileAsync(10));
        return tenant.TenantId;
    }

    private static async Task<IReadOnlyList<string>> RelationsAsync(string isReadBy) =>
        await RowsAsync(
            $"""
            select quote_ident(relname) from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname <> '__EFMigrationsHistory' and has_table_privilege('{isReadBy}', oid, 'select')
            """);

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        await TestDatabase.MigrateAsync();
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = await TestDatabase.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private static async Task<string> PlanAsync(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand($"explain {query}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
