using CampaignFunctions.Core.Time;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Time;

public sealed class TimeOrderedIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_microsecond_has_a_larger_id_than_the_one_before()
    {
        var ids = Enumerable.Range(0, 3_000).Select(step => $"{TimeOrderedId.At(Noon.AddMicroseconds(step))}").ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void It_is_a_version_7_that_tells_its_millisecond()
    {
        var instant = Noon.AddMicroseconds(1_999);

        var id = TimeOrderedId.At(instant);

        Assert.Equal((7, true), (id.Version, (id.Variant & 0b1100) == 0b1000));
        Assert.Equal(instant.ToUnixTimeMilliseconds(), Convert.ToInt64(id.ToString("N")[..12], 16));
        Assert.NotEqual(id, TimeOrderedId.At(instant));
    }

    [Fact]
    public async Task The_schema_makes_the_same()
    {
        foreach (var microseconds in new[] { 0, 1, 499, 500, 501, 999, 1_000, 1_999, 999_999 })
        {
            var instant = Noon.AddMicroseconds(microseconds);

            var made = await TestRows.ScalarAsync<Guid>("select uuid_v7(@instant)", ("instant", instant));

            // Behind these are the variant and random bits.
            Assert.Equal($"{TimeOrderedId.At(instant)}"[..18], $"{made}"[..18]);
            Assert.Equal(TimeOrderedId.At(instant).Variant & 0b1100, made.Variant & 0b1100);
        }
    }
}
