using System.Security.Cryptography;
using System.Text;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Idempotency;

/// <summary>A key that a request was sent under, and the answer that whoever sends it again gets.</summary>
public sealed class IdempotencyKey : ITenantOwned
{
    public required string TenantId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was asked: the same key with anything else is refused.</summary>
    public required byte[] Fingerprint { get; init; }
    public required int Status { get; init; }

    /// <summary>As on the wire: <c>Location: /api/…</c>, in their order.</summary>
    public required string[] Headers { get; init; }
    public required byte[] Body { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How long an answer is given again.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>What PostgreSQL's advisory lock on a key is called.</summary>
    internal static string LockOf(string tenantId, string key) => $"idempotency_key {tenantId} {key}";

    /// <summary>The reservation of quota that all files have which come under the key.</summary>
    internal static Guid ReservationIdOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}
