namespace CampaignFunctions.Tests.Hostile;

/// <summary>Deals all of them, in an order of its own, before any comes again.</summary>
internal sealed class Deck<T>(IReadOnlyList<T> cards, Random random)
{
    private readonly Queue<T> left = new();

    public IEnumerable<T> Deal(int count)
    {
        for (var dealt = 0; dealt < count; dealt++)
        {
            if (left.Count == 0)
            {
                var shuffled = cards.ToArray();
                random.Shuffle(shuffled);
                foreach (var card in shuffled)
                    left.Enqueue(card);
            }

            yield return left.Dequeue();
        }
    }
}
