using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Time;

namespace CampaignFunctions.Tests.ObjectStore;

public sealed class ObjectNameTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00.001Z")]
    [InlineData("2026-01-21T12:34:56.789Z")]
    [InlineData("2061-12-31T23:59:59.999Z")]
    public void Names_of_files_sort_by_the_moment_their_ids_were_made(string moment)
    {
        var time = DateTimeOffset.Parse(moment);
        var since = ObjectName.Since("acme", time);

        for (var i = 0; i < 1_000; i++)
        {
            Assert.True(string.CompareOrdinal(ObjectName.OfFile("acme", TimeOrderedId.At(time)), since) > 0);
            Assert.True(string.CompareOrdinal(ObjectName.OfFile("acme", TimeOrderedId.At(time.AddMilliseconds(-1))), since) < 0);
        }
    }
}
