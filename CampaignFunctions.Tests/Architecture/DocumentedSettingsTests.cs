using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Architecture;

/// <summary>What can be set is in the sample and in the README, and what is in the sample works.</summary>
public sealed partial class DocumentedSettingsTests
{
    /// <summary>Settings of others: the Functions host's and OpenTelemetry's.</summary>
    private static readonly string[] OfOthers =
        ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "AZURE_FUNCTIONS_ENVIRONMENT", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL"];

    /// <summary>Every property a configuration section is bound to, as <c>Section:Property</c>.</summary>
    private static IReadOnlyList<string> Settings { get; } =
    [
        .. from type in House.Types
           let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)
           where section is not null
           from property in type.GetProperties()
           where property.SetMethod is { IsPublic: true }
           select $"{section.GetRawConstantValue()}:{property.Name}",
    ];

    private static JsonObject Sample => JsonNode.Parse(Checkout.Read("local.settings.sample.json"))!["Values"]!.AsObject();

    [Fact]
    public void Every_setting_is_in_the_sample_and_every_name_in_the_sample_is_a_setting()
    {
        Assert.Contains("Sync:LookbackDays", Settings);

        Assert.Equal(
            Settings.Select(setting => setting.Replace(":", "__", StringComparison.Ordinal)).Concat(OfOthers).Order(StringComparer.Ordinal),
            Sample.Select(value => value.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_is_in_the_READMEs_table()
    {
        var section = "";
        var documented = new List<string>();
        foreach (var row in Checkout.Read("README.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            // `Media:Timeout`, `:MemoryBytes`: the section is said once.
            foreach (var name in NamePattern().Matches(row.Split('|')[1]).Select(match => match.Groups["name"].Value))
            {
                section = name.StartsWith(':') ? section : name.Split(':')[0];
                documented.Add(name.StartsWith(':') ? section + name : name);
            }
        }

        Assert.Empty(Settings.Except(documented, StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_sample_starts()
    {
        var values = Sample.ToDictionary(value => value.Key.Replace("__", ":", StringComparison.Ordinal), value => (string?)value.Value, StringComparer.Ordinal);
        foreach (var own in new[] { "Database:ConnectionString", "ObjectStore:Path", "Warehouse:Path" })
            values.Remove(own);

        await using var api = await RunningApi.StartAsync(values);

        (await api.NewTenant().GetAsync("health/ready")).Expect(System.Net.HttpStatusCode.OK);
    }

    [GeneratedRegex("`(?<name>[A-Za-z_]*:?[A-Za-z_]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
