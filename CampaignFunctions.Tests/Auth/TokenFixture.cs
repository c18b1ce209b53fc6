using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Auth;

/// <summary>An API that takes tokens of an issuer of its own; what it logs is kept.</summary>
public sealed class TokenFixture : IAsyncLifetime
{
    internal TestIssuer Issuer { get; private set; } = null!;

    internal RunningApi Api { get; private set; } = null!;

    internal RecordedLog Log { get; } = new();

    public async Task InitializeAsync()
    {
        Issuer = await TestIssuer.StartAsync();
        Api = await RunningApi.StartAsync(Issuer.Settings(), services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log)));
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    /// <summary>A tenant nobody else has.</summary>
    internal static string NewTenant() => $"t-{Guid.CreateVersion7():N}";

    internal TokenApi As(string tenantId, params string[] roles) => With(Issuer.Token(tenantId, roles));

    internal TokenApi With(string? token) => new(Api.Http, token);
}
