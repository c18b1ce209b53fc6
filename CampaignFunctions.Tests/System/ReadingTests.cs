using CampaignFunctions.Core.SystemState;

namespace CampaignFunctions.Tests.SystemState;

public sealed class ReadingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_reported_while_it_is_fresh_and_not_afterwards()
    {
        var reading = new Reading(TimeSpan.FromMinutes(10));
        Assert.Empty(reading.At(Noon));

        reading.Take(7, Noon);

        Assert.Equal([7], reading.At(Noon.AddMinutes(9)).Select(measured => measured.Value));
        Assert.Empty(reading.At(Noon.AddMinutes(10)));
    }
}
