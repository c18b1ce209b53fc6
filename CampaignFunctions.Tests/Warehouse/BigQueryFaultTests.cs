using System.Globalization;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Tests.Support;
using Google;

namespace CampaignFunctions.Tests.Warehouse;

public sealed class BigQueryFaultTests : BigQueryRowsTest
{
    [Fact]
    public async Task A_service_that_is_away_for_a_moment_is_waited_for()
    {
        Prepare();
        foreach (var kind in (BigQueryCallKind[])[BigQueryCallKind.Plan, BigQueryCallKind.Insert, BigQueryCallKind.Results])
            Server.Next(kind, BigQueryFault.Unavailable, BigQueryFault.Error(500, "internalError"));

        await AssertAllRowsAsync();

        Assert.Equal(1, Server.Jobs);
    }

    [Fact]
    public async Task Rate_limits_and_bad_gateways_are_waited_for()
    {
        Prepare();
        Server.Next(BigQueryCallKind.Insert, BigQueryFault.Error(403, "rateLimitExceeded"));
        Server.Next(BigQueryCallKind.Results, BigQueryFault.Error(502, "badGateway"), BigQueryFault.Error(429, "tooManyRequests"));

        await AssertAllRowsAsync();
    }

    [Fact]
    public async Task A_connection_that_breaks_anywhere_costs_nothing_but_time()
    {
        Prepare();
        Server.Next(BigQueryCallKind.Plan, BigQueryFault.Reset, BigQueryFault.BreakOff);
        Server.Next(BigQueryCallKind.Insert, BigQueryFault.Reset);
        Server.Next(BigQueryCallKind.Results, BigQueryFault.Reset, BigQueryFault.BreakOff, BigQueryFault.CutShort, BigQueryFault.LoseAnswer);

        await AssertAllRowsAsync();

        Assert.Equal(1, Server.Jobs);
    }

    [Fact]
    public async Task An_insert_whose_answer_is_lost_is_repeated_by_name_and_runs_once()
    {
        Prepare();
        Server.Next(BigQueryCallKind.Insert, BigQueryFault.LoseAnswer);

        await AssertAllRowsAsync();

        Assert.Equal(2, Server.CallsOf(BigQueryCallKind.Insert).Count);
        Assert.Single(Server.CallsOf(BigQueryCallKind.Insert).Select(call => call.JobId).Distinct(StringComparer.Ordinal));
        Assert.Single(Server.CallsOf(BigQueryCallKind.Get));
        Assert.Equal(1, Server.Jobs);
    }

    [Fact]
    public async Task A_job_that_is_not_complete_is_asked_for_until_it_is()
    {
        Prepare();
        Server.Next(BigQueryCallKind.Results, [.. Enumerable.Repeat(BigQueryFault.Incomplete, 7)]);

        await AssertAllRowsAsync();

        Assert.Equal(8, Server.CallsOf(BigQueryCallKind.Results).Count);
        Assert.All(Server.CallsOf(BigQueryCallKind.Results), call => Assert.InRange(long.Parse(call.Query["timeoutMs"]!, CultureInfo.InvariantCulture), 1, 60_000));
    }

    [Fact]
    public async Task A_call_that_stays_unanswered_is_given_up_and_tried_again()
    {
        Prepare();
        Server.Next(BigQueryCallKind.Plan, BigQueryFault.Stall);
        Server.Next(BigQueryCallKind.Results, BigQueryFault.Stall);

        await AssertAllRowsAsync(("CallTimeout", "00:00:03"));
    }

    [Fact]
    public async Task Results_come_by_pages_however_small_each_row_once()
    {
        Prepare();
        Server.MostRows = 4;
        Server.Next(BigQueryCallKind.Results, BigQueryFault.OneRow, BigQueryFault.OneRow);

        await AssertAllRowsAsync();

        Assert.Equal(8, Server.CallsOf(BigQueryCallKind.Results).Count);
    }

    [Fact]
    public async Task A_page_that_breaks_is_read_again_from_where_it_began()
    {
        Prepare();
        Server.MostRows = 10;
        Server.Next(BigQueryCallKind.Results, BigQueryFault.OneRow, BigQueryFault.BreakOff, BigQueryFault.OneRow, BigQueryFault.Unavailable);

        await AssertAllRowsAsync();
    }

    [Fact]
    public async Task A_token_that_is_lost_or_not_known_any_more_is_made_up_for_by_the_number_of_the_row()
    {
        Prepare(rows: 20_000);
        Server.Next(BigQueryCallKind.Results, BigQueryFault.LoseToken);
        await AssertAllRowsAsync(rows: 20_000);
        Assert.Equal("10000", (string?)Server.CallsOf(BigQueryCallKind.Results)[^1].Query["startIndex"]);

        Server.Meddle = call => call.Query["pageToken"].Count > 0 ? BigQueryFault.Error(400, "invalid", "Invalid page token") : null;
        await AssertAllRowsAsync(rows: 20_000);
        Assert.Equal("10000", (string?)Server.CallsOf(BigQueryCallKind.Results)[^1].Query["startIndex"]);
    }

    [Fact]
    public async Task Fewer_rows_than_there_are_are_not_taken_for_all()
    {
        Prepare();
        Server.Next(BigQueryCallKind.Results, BigQueryFault.NoRows);

        var broken = await Assert.ThrowsAsync<IOException>(() => ReadAsync(Warehouse("ad_reporting"), Campaigns(Platform.Meta, "1")));

        Assert.Equal("BigQuery gave 0 of 25 rows (ad_reporting, campaign level).", broken.Message);
    }

    [Theory]
    [InlineData(400, "jobBackendError")]
    [InlineData(400, "jobInternalError")]
    public async Task A_job_that_fails_for_no_reason_of_its_own_is_replaced_by_another(int status, string reason)
    {
        Prepare();
        Server.Next(BigQueryCallKind.Results, BigQueryFault.Error(status, reason));

        await AssertAllRowsAsync();

        Assert.Equal(2, Server.Jobs);
        Assert.Equal(2, Server.CallsOf(BigQueryCallKind.Insert).Select(call => call.JobId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task When_every_job_fails_so_it_is_BigQuerys_fault_and_not_the_contents()
    {
        Prepare();
        Server.Meddle = call => call.Kind == BigQueryCallKind.Results ? BigQueryFault.Error(400, "jobBackendError") : null;

        await Assert.ThrowsAsync<GoogleApiException>(() => ReadAsync(Warehouse("ad_reporting"), Campaigns(Platform.Meta, "1")));

        Assert.Equal(3, Server.Jobs);
    }

    [Theory]
    [InlineData(403, "quotaExceeded", "a BigQuery quota is used up (quotaExceeded).")]
    [InlineData(500, "bytesBilledLimitExceeded", "the query would be billed for more than Warehouse:MaxBytesBilled allows (10737418240 bytes), and was not run.")]
    [InlineData(400, "resourcesExceeded", "BigQuery refuses the query (resourcesExceeded).")]
    [InlineData(403, "accessDenied", "BigQuery denies access. The service account needs roles/bigquery.jobUser")]
    [InlineData(401, "authError", "BigQuery does not take the service's credentials.")]
    [InlineData(400, "stopped", "the query was cancelled in BigQuery.")]
    public async Task What_trying_again_would_not_mend_is_a_fault_and_tried_once(int status, string reason, string fault)
    {
        Prepare();
        Server.Next(BigQueryCallKind.Results, BigQueryFault.Error(status, reason, "secret project names"));

        var told = await FaultAsync(Warehouse("ad_reporting"), Campaigns(Platform.Meta, "1"));

        Assert.StartsWith($"ad_reporting, campaign level: {fault}", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
        Assert.Single(Server.CallsOf(BigQueryCallKind.Insert));
        Assert.Single(Server.CallsOf(BigQueryCallKind.Results));
    }

    [Fact]
    public async Task A_query_that_would_read_more_than_the_cap_is_not_run()
    {
        Prepare();
        Server.Bytes = 20_000_001;

        Assert.Equal(
            "ad_reporting, campaign level: the query would be billed for more than Warehouse:MaxBytesBilled allows (20000000 bytes), and was not run. Raise the setting, or give the table partitions. It would read 20000001.",
            await FaultAsync(Warehouse("ad_reporting", ("MaxBytesBilled", "20000000")), Campaigns(Platform.Meta, "1")));
        Assert.Equal(0, Server.Jobs);
    }

    [Fact]
    public async Task A_result_of_other_columns_than_planned_is_a_fault()
    {
        var fewer = new BigQueryAnswer([("date_day", "DATE")]).Row("2026-01-27");
        var served = 0;
        Server.Meddle = call =>
        {
            if (call.Kind == BigQueryCallKind.Insert && Interlocked.Increment(ref served) == 1)
                Server.Prepare("@first_day", fewer);
            return null;
        };
        Server.Prepare("SELECT *", Answer(0));
        await Server.Tables.ExecuteAsync(
            """create table "ad_reporting__campaign_report" (date_day date, platform text, account_id text, campaign_id text, clicks bigint, impressions bigint, spend numeric, conversions numeric, conversions_value numeric)""");

        Assert.StartsWith("ad_reporting, campaign level: the query's result has no column account_id;", await FaultAsync(Warehouse("ad_reporting"), Campaigns(Platform.Meta, "1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_its_job()
    {
        Prepare();
        using var cancellation = new CancellationTokenSource();
        Server.Meddle = call =>
        {
            if (call.Kind != BigQueryCallKind.Results)
                return null;
            cancellation.Cancel();
            return BigQueryFault.Stall;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(Warehouse("ad_reporting"), Campaigns(Platform.Meta, "1"), cancellation.Token));

        var cancel = Assert.Single(Server.CallsOf(BigQueryCallKind.Cancel));
        Assert.Equal(Assert.Single(Server.CallsOf(BigQueryCallKind.Insert)).JobId, cancel.JobId);
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_ended_and_the_setting_named()
    {
        Prepare();
        Server.Meddle = call => call.Kind == BigQueryCallKind.Results ? BigQueryFault.Incomplete : null;

        Assert.Equal(
            "ad_reporting, campaign level: the query took longer than Warehouse:QueryTimeout (00:00:01) and was ended.",
            await FaultAsync(Warehouse("ad_reporting", ("QueryTimeout", "00:00:01"), ("CallTimeout", "00:00:02")), Campaigns(Platform.Meta, "1")));
        Assert.Single(Server.CallsOf(BigQueryCallKind.Cancel));
    }

    [Fact]
    public async Task Rows_are_asked_for_as_they_are_read_and_never_held_all_at_once()
    {
        Prepare(rows: 30_000);
        await using var rows = Warehouse("ad_reporting").ReadAsync(Campaigns(Platform.Meta, "1"), default).GetAsyncEnumerator();

        for (var row = 1; row <= 10_000; row++)
            Assert.True(await rows.MoveNextAsync());
        Assert.Single(Server.CallsOf(BigQueryCallKind.Results));

        Assert.True(await rows.MoveNextAsync());
        Assert.Equal(2, Server.CallsOf(BigQueryCallKind.Results).Count);
    }
}
