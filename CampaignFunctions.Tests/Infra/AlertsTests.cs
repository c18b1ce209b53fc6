using System.Text.RegularExpressions;
using CampaignFunctions.Tests.Architecture;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Infra;

/// <summary>An alarm that waits for a function under a name it no longer has would ring for ever.</summary>
public sealed partial class AlertsTests
{
    [Fact]
    public void Every_timer_that_must_be_heard_of_is_one_there_is()
    {
        var timers = TimerPattern().Matches(Checkout.Read("infra/alerts.tf")).Select(match => match.Value).ToArray();

        Assert.NotEmpty(timers);
        Assert.Empty(timers.Except(House.Starters.Select(type => type.Name), StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\b[A-Za-z]+OnTimer\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimerPattern();
}
