using System.Collections.Concurrent;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>A bucket in memory, which keeps an account of everything that ever happened to its objects.</summary>
internal sealed class GcsBucket(string name, TimeProvider time)
{
    private static long generations = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, GcsObject> objects = new(StringComparer.Ordinal);

    public string Name => name;

    public ConcurrentDictionary<string, GcsSession> Sessions { get; } = new(StringComparer.Ordinal);

    /// <summary>Every generation that was ever made.</summary>
    public ConcurrentQueue<GcsObject> Created { get; } = new();

    public ConcurrentQueue<GcsObject> Deleted { get; } = new();

    public IReadOnlyList<GcsObject> Objects
    {
        get
        {
            lock (gate)
                return [.. objects.Values];
        }
    }

    public GcsObject? Find(string objectName)
    {
        lock (gate)
            return objects.GetValueOrDefault(objectName);
    }

    /// <summary>Null when the precondition does not hold.</summary>
    public GcsObject? Put(string objectName, byte[] bytes, string? contentType, string? contentEncoding, long? ifGenerationMatch)
    {
        lock (gate)
        {
            if (ifGenerationMatch is { } wanted && wanted != (objects.GetValueOrDefault(objectName)?.Generation ?? 0))
                return null;

            var made = new GcsObject(name, objectName, Interlocked.Increment(ref generations), bytes, contentType, contentEncoding, time.GetUtcNow());
            objects[objectName] = made;
            Created.Enqueue(made);
            return made;
        }
    }

    /// <summary>Whether the precondition holds; null when there is no such object.</summary>
    public bool? Delete(string objectName, long? ifGenerationMatch)
    {
        lock (gate)
        {
            if (!objects.TryGetValue(objectName, out var found))
                return null;

            if (ifGenerationMatch is { } wanted && wanted != found.Generation)
                return false;

            objects.Remove(objectName);
            Deleted.Enqueue(found);
            return true;
        }
    }

    /// <summary>How many objects were listed.</summary>
    public long Listed { get; private set; }

    /// <summary>The names from one on and after another, in the order of listings.</summary>
    public (IReadOnlyList<GcsObject> Items, bool HasMore) Page(string prefix, string from, string? after, int size)
    {
        lock (gate)
        {
            var rest = objects.Values
                .Where(item => item.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(item.Name, from) >= 0 && (after is null || string.CompareOrdinal(item.Name, after) > 0))
                .Take(size + 1)
                .ToList();
            Listed += Math.Min(rest.Count, size);
            return (rest.Take(size).ToList(), rest.Count > size);
        }
    }
}
