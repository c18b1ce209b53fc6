using CampaignFunctions.Http;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Tests.Auth;

public sealed class AuthOptionsTests
{
    private static readonly Dictionary<string, string?> Good = new(StringComparer.Ordinal)
    {
        ["Auth:Mode"] = "jwt",
        ["Auth:Issuer"] = "https://issuer.example/",
        ["Auth:Audience"] = "api://campaigns",
        ["Auth:JwksUri"] = "https://issuer.example/keys",
    };

    [Theory]
    [InlineData("Auth:Issuer", null, "'https://login.microsoftonline.com/")]
    [InlineData("Auth:Issuer", "two words", "'https://login.microsoftonline.com/")]
    [InlineData("Auth:Audience", "", "'api://campaigns'")]
    [InlineData("Auth:JwksUri", null, "/discovery/v2.0/keys'")]
    [InlineData("Auth:JwksUri", "keys", "https")]
    [InlineData("Auth:JwksUri", "http://issuer.example/keys", "https")]
    [InlineData("Auth:JwksUri", "http://127.0.0.1.issuer.example/keys", "https")]
    [InlineData("Auth:JwksUri", "http://localhost.issuer.example/keys", "https")]
    [InlineData("Auth:JwksUri", "file:///etc/keys", "https")]
    [InlineData("Auth:JwksUri", "https://user:secret@issuer.example/keys", "https")]
    [InlineData("Auth:TenantClaim", "", "'tenant_id'")]
    [InlineData("Auth:UserClaim", " ", "'sub'")]
    [InlineData("Auth:RolesClaim", "", "'roles'")]
    [InlineData("Auth:Mode", "7", "jwt or development")]
    [InlineData("Auth:Mode", "open", "Auth:Mode")]
    public async Task A_setting_that_cannot_be_stops_the_start_and_is_named(string setting, string? value, string example)
    {
        var settings = new Dictionary<string, string?>(Good, StringComparer.Ordinal) { [setting] = value };

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RunningApi.StartAsync(settings));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
        Assert.Contains(example, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://issuer.example/keys")]
    [InlineData("http://127.0.0.1:8080/keys")]
    [InlineData("http://[::1]/keys")]
    [InlineData("http://localhost/keys")]
    public async Task Keys_come_by_https_or_over_the_loopback_interface(string address)
    {
        // Nothing is fetched before the first token.
        await using var api = await RunningApi.StartAsync(new Dictionary<string, string?>(Good, StringComparer.Ordinal) { ["Auth:JwksUri"] = address });
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("")]
    public void Development_mode_starts_nowhere_else(string environment)
    {
        var validation = new ValidateAuthOptions(new HostingEnvironment { EnvironmentName = environment });

        var result = validation.Validate(Options.DefaultName, new AuthOptions { Mode = AuthMode.Development });

        Assert.Contains("Auth:Mode=development", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("AZURE_FUNCTIONS_ENVIRONMENT=Development", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("")]
    public async Task The_program_itself_ends_there_and_says_why(string environment)
    {
        var folder = Directory.CreateTempSubdirectory("no-development-").FullName;

        var failure = await Record.ExceptionAsync(async () =>
        {
            await using var server = await ServerProcess.StartAsync(TestDatabase.AppConnectionString, folder, ("AZURE_FUNCTIONS_ENVIRONMENT", environment));
        });

        Directory.Delete(folder, recursive: true);
        Assert.Contains("The server ended by itself.", failure?.Message, StringComparison.Ordinal);
        Assert.Contains("it starts only with AZURE_FUNCTIONS_ENVIRONMENT=Development", failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_are_the_default() => Assert.Equal(AuthMode.Jwt, new AuthOptions().Mode);
}
