namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>Faults at random, of the kinds that each call can have.</summary>
internal sealed class GcsFaultDice(Random random, double share)
{
    private static readonly GcsFault[] Anywhere = [GcsFault.Unavailable, GcsFault.BadGateway, GcsFault.TooMany, GcsFault.Reset, GcsFault.LostAnswer];
    private static readonly GcsFault[] Answers = [.. Anywhere, GcsFault.ResetMidBody, GcsFault.Truncated];
    private static readonly GcsFault[] Chunks = [.. Anywhere, GcsFault.ResetMidBody, GcsFault.Partial, GcsFault.Nothing, GcsFault.CorruptByte];

    private readonly Lock gate = new();

    public int Rolled { get; private set; }

    public GcsFault Roll(GcsCall call)
    {
        lock (gate)
        {
            if (random.NextDouble() >= share)
                return GcsFault.None;

            Rolled++;
            if (random.Next(200) == 0)
                return GcsFault.Stall;

            var kinds = call switch
            {
                GcsCall.Chunk => Chunks,
                GcsCall.Media => [.. Answers, GcsFault.CorruptByte],
                GcsCall.Get or GcsCall.List => Answers,
                _ => Anywhere,
            };
            return kinds[random.Next(kinds.Length)];
        }
    }
}
