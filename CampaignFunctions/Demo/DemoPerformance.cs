using System.Globalization;
using CampaignFunctions.Core.Json;
using CsvHelper;

namespace CampaignFunctions.Demo;

/// <summary>An ad of a demo campaign: its id on the platform, and how it does beside its sisters.</summary>
internal sealed record DemoAd(string AdId, string Name, double Share);

/// <summary>A campaign as its platform reports it.</summary>
internal sealed record DemoReport(DemoCampaign Campaign, string AccountId, string CampaignId, IReadOnlyList<DemoAd> Ads);

/// <summary>Ninety plausible days in the columns of the CSV warehouse: weekdays, a slow trend, noise, and ads that add up to their campaign.</summary>
internal static class DemoPerformance
{
    public const int Days = 90;

    public static void Write(string warehouse, IReadOnlyList<DemoReport> reports, DateOnly today)
    {
        Directory.CreateDirectory(warehouse);
        using var campaigns = Writer(Path.Combine(warehouse, "campaign_report_demo.csv"));
        using var ads = Writer(Path.Combine(warehouse, "ad_report_demo.csv"));
        WriteHeader(campaigns, []);
        WriteHeader(ads, ["ad_group_id", "ad_group_name", "ad_id", "ad_name"]);

        foreach (var report in reports)
        {
            // A seed of its own each, so that the demo is the same whenever it is made.
            var chance = new Random(report.CampaignId.Sum(digit => digit));
            for (var day = today.AddDays(-Days); day < today; day = day.AddDays(1))
            {
                var of = report.Ads.Select(ad => DayOf(report.Campaign, ad, day, today, chance)).ToList();
                WriteRow(campaigns, report, day, of.Aggregate((all, one) => all + one), []);
                foreach (var (ad, numbers) in report.Ads.Zip(of))
                    WriteRow(ads, report, day, numbers, [$"{report.CampaignId}1", "All placements", ad.AdId, ad.Name]);
            }
        }
    }

    private static Numbers DayOf(DemoCampaign campaign, DemoAd ad, DateOnly day, DateOnly today, Random chance)
    {
        var weekday = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.72 : 1.08;
        var trend = 0.75 + 0.5 * (Days - (today.DayNumber - day.DayNumber)) / Days;
        var impressions = (long)(campaign.DailyImpressions * ad.Share * weekday * trend * (0.85 + 0.3 * chance.NextDouble()));
        var clicks = (long)(impressions * campaign.Ctr * (0.6 + 2 * ad.Share) * (0.8 + 0.4 * chance.NextDouble()));
        var spend = decimal.Round(clicks * campaign.Cpc * (decimal)(0.9 + 0.2 * chance.NextDouble()), 2);
        var conversions = (long)(clicks * campaign.ConversionRate * (0.7 + 0.6 * chance.NextDouble()));
        return new Numbers(clicks, impressions, spend, conversions, decimal.Round(conversions * campaign.OrderValue, 2));
    }

    private static CsvWriter Writer(string path) => CsvWriter.Create(File.Create(path), new CsvWriterOptions());

    private static void WriteHeader(CsvWriter csv, string[] more)
    {
        string[] columns = ["date_day", "platform", "account_id", "account_name", "campaign_id", "campaign_name", "clicks", "impressions", "spend", "conversions", "conversions_value"];
        foreach (var column in columns.Concat(more))
            csv.WriteField(column);
        csv.EndRecord();
    }

    private static void WriteRow(CsvWriter csv, DemoReport report, DateOnly day, Numbers numbers, string[] more)
    {
        csv.WriteField(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        csv.WriteField(WireName.Of(report.Campaign.Platform));
        csv.WriteField(report.AccountId);
        csv.WriteField("Demo Ltd.");
        csv.WriteField(report.CampaignId);
        csv.WriteField(report.Campaign.Name);
        csv.WriteField(numbers.Clicks.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(numbers.Impressions.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(numbers.Spend.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(numbers.Conversions.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(numbers.Revenue.ToString(CultureInfo.InvariantCulture));
        foreach (var field in more)
            csv.WriteField(field);
        csv.EndRecord();
    }

    private sealed record Numbers(long Clicks, long Impressions, decimal Spend, long Conversions, decimal Revenue)
    {
        public static Numbers operator +(Numbers one, Numbers other) => new(
            one.Clicks + other.Clicks, one.Impressions + other.Impressions, one.Spend + other.Spend,
            one.Conversions + other.Conversions, one.Revenue + other.Revenue);
    }
}
