using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Warehouse;
using CampaignFunctions.Tests.Support;
using Google;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Warehouse;

public sealed class BigQueryChaosTests(ITestOutputHelper output) : BigQueryRowsTest
{
    /// <summary>Whatever happens to whichever calls, what comes out is the whole result once, or an error.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task With_a_fifth_of_all_calls_going_wrong_no_row_is_lost_or_doubled(int storm)
    {
        BigQueryFault[] troubles =
        [
            BigQueryFault.Reset, BigQueryFault.LoseAnswer, BigQueryFault.BreakOff, BigQueryFault.CutShort, BigQueryFault.Incomplete, BigQueryFault.LoseToken,
            BigQueryFault.OneRow, BigQueryFault.NoRows, BigQueryFault.Error(500, "internalError"), BigQueryFault.Error(404, "notFound", "Not found: Job"),
            BigQueryFault.Error(403, "quotaExceeded"), BigQueryFault.Error(400, "jobBackendError"),
        ];
        Prepare(rows: 12_000);
        Server.MostRows = 2_500;
        var chance = Seed.For($"warehouse storm {storm}");
        var gate = new Lock();
        Server.Meddle = _ =>
        {
            lock (gate)
                return chance.Next(5) == 0 ? troubles[chance.Next(troubles.Length)] : null;
        };
        var warehouse = Warehouse("ad_reporting");

        const int Runs = 8;
        var whole = 0;
        for (var run = 0; run < Runs; run++)
        {
            try
            {
                AssertAll(await ReadAsync(warehouse, Campaigns(Platform.Meta, "1")), 12_000);
                whole++;
            }
            catch (Exception exception) when (exception is WarehouseFaultException or IOException or GoogleApiException or HttpRequestException)
            {
                // Told, and nothing given as if it were all.
            }
        }

        Server.Meddle = _ => null;
        await AssertAllRowsAsync(rows: 12_000);
        output.Print($"warehouse storm {storm}", $"{Runs} runs over 12,000 rows, {whole} whole, {Runs - whole} told that they failed, 0 rows lost or doubled");
        Assert.True(whole > 0, "Not one of the runs came through.");
    }
}
