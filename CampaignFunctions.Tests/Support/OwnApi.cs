namespace CampaignFunctions.Tests.Support;

/// <summary>An API for the tests of one class, whose store nobody else writes to.</summary>
public sealed class OwnApi : IAsyncLifetime
{
    internal RunningApi Api { get; private set; } = null!;

    public async Task InitializeAsync() => Api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Uploads:MaxBytes"] = "2000000",
    });

    public async Task DisposeAsync() => await Api.DisposeAsync();
}
