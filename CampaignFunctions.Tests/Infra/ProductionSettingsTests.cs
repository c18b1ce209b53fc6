using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignFunctions.Tests.Architecture;
using CampaignFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Tests.Infra;

/// <summary>What Terraform sets for the functions are settings that there are, and those that Azure's host cannot do without.</summary>
public sealed partial class ProductionSettingsTests
{
    private static string[] Set { get; } = [.. SettingPattern().Matches(Checkout.Read("infra/settings.tf")).Select(match => match.Groups["name"].Value)];

    [Fact]
    public void Every_setting_of_the_product_is_one_it_has()
    {
        var known = JsonNode.Parse(Checkout.Read("local.settings.sample.json"))!["Values"]!.AsObject().Select(value => value.Key);

        Assert.Contains("ObjectStore__Bucket", Set);
        Assert.Empty(Set.Where(name => !name.StartsWith("Azure", StringComparison.Ordinal)).Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_schedule_that_the_host_looks_up_is_there()
    {
        // A trigger's %Sync:Schedule% is resolved by Azure's host, which knows nothing of the product's defaults.
        var lookedUp = House.Types
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>()?.Schedule)
            .Where(schedule => schedule?.StartsWith('%') == true)
            .Select(schedule => schedule!.Trim('%').Replace(":", "__", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(lookedUp);
        Assert.Empty(lookedUp.Except(Set, StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\s+(?<name>[A-Z][A-Za-z]+__[A-Za-z]+)\s*=", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SettingPattern();
}
