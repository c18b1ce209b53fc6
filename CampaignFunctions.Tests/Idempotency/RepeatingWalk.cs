using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Idempotency;

/// <summary>Sends everything that takes a key twice under one: what succeeded must be answered the same, what failed be judged anew.</summary>
internal sealed class RepeatingWalk(DescribedApi described, TenantApi tenant) : Walk(described, tenant)
{
    public int Repeated { get; private set; }

    protected override async Task<ApiAnswer> SendAsync(DescribedOperation operation, string path, HttpContent? content, string? ifMatch)
    {
        if (!operation.Parameters("header").Any(parameter => (string?)parameter["name"] == "Idempotency-Key"))
            return await base.SendAsync(operation, path, content, ifMatch);

        var key = $"{Guid.CreateVersion7()}";
        var bytes = content is null ? null : await content.ReadAsByteArrayAsync();
        var first = await SendAsync(operation, path, bytes, content, key);
        var again = await SendAsync(operation, path, bytes, content, key);

        var kept = await TestRows.ScalarAsync<long>("select count(*) from idempotency_keys where tenant_id = @tenant and key = @key", ("tenant", Tenant.TenantId), ("key", key));
        var isSuccess = (int)first.Status < 300;
        Repeated += isSuccess ? 1 : 0;
        if (kept != (isSuccess ? 1 : 0))
            Find($"{operation.Id} {(int)first.Status}: {kept} answers are kept.");
        if (isSuccess ? first.Whole != again.Whole : (first.Status, first.Code) != (again.Status, again.Code))
            Find($"{operation.Id} answered first:\n{first.Whole}\nand then:\n{again.Whole}");
        return first;
    }

    private async Task<ApiAnswer> SendAsync(DescribedOperation operation, string path, byte[]? bytes, HttpContent? content, string key)
    {
        using var copy = bytes is null ? null : new ByteArrayContent(bytes);
        foreach (var (name, values) in content?.Headers.AsEnumerable() ?? [])
            copy!.Headers.TryAddWithoutValidation(name, values);
        return await Tenant.SendAsync(operation.Method, path, copy, key: key);
    }
}
