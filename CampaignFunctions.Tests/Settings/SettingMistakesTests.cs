using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Tests.Settings;

/// <summary>What whoever set a setting wrong is told: by the options, and by the process that does not start.</summary>
public sealed class SettingMistakesTests
{
    private const string NoDatabase = "Host=127.0.0.1;Port=1;Username=nobody;Database=nowhere";

    private static readonly (string Name, string Value)[] Inherited =
        [.. new[] { "HOME", "DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT" }.Select(name => (name, Environment.GetEnvironmentVariable(name) ?? string.Empty)).Where(variable => variable.Item2.Length > 0)];

    [Theory]
    [InlineData("ObjectStore:Provider", "s3", "ObjectStore:Provider must be filesystem or gcs, not 's3'.")]
    [InlineData("ObjectStore:Provider", "1", "ObjectStore:Provider must be filesystem or gcs, not '1'.")]
    [InlineData("ObjectStore:Provider", "filesystem,gcs", "ObjectStore:Provider must be filesystem or gcs, not 'filesystem,gcs'.")]
    [InlineData("ObjectStore:Provider", "", "ObjectStore:Provider must be filesystem or gcs, not ''.")]
    [InlineData("Warehouse:Provider", "snowflake", "Warehouse:Provider must be csv or bigquery, not 'snowflake'.")]
    [InlineData("Auth:Mode", "open", "Auth:Mode must be jwt or development, not 'open'.")]
    [InlineData("Database:Authentication", "kerberos", "Database:Authentication must be password or entra, not 'kerberos'.")]
    [InlineData("Uploads:MaxBytes", "100 MB", "Uploads:MaxBytes must be a whole number up to 9223372036854775807, not '100 MB'.")]
    [InlineData("Sync:LookbackDays", "99999999999", "Sync:LookbackDays must be a whole number up to 2147483647, not '99999999999'.")]
    [InlineData("Media:Timeout", "1 minute", "Media:Timeout must be a time, such as 00:15:00 or 1.00:00:00, not '1 minute'.")]
    [InlineData("RateLimits:Burst", "0", "RateLimits:Burst must be a number of requests from 1 to 1000000, such as 20000.")]
    [InlineData("Media:MaxSide", "0", "Media:MaxSide must be a positive number, such as 50000.")]
    public async Task A_value_that_cannot_be_is_named_with_those_that_can(string setting, string value, string message)
    {
        var mistakes = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { [setting] = value }));

        Assert.Equal([message], mistakes.Failures);
    }

    [Theory]
    [InlineData("postgresql://campaign_app:hush@db/campaigns")]
    [InlineData("Host=db;Port=hush")]
    [InlineData("hush")]
    public async Task A_connection_string_that_cannot_be_read_stops_the_start_and_is_not_repeated(string value)
    {
        var mistakes = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:ConnectionString"] = value }));

        Assert.StartsWith("Database:ConnectionString cannot be read.", Assert.Single(mistakes.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", mistakes.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_stops_the_start_and_is_named()
    {
        var mistakes = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ObjectStore:Path"] = "/dev/null/objects" }));

        Assert.StartsWith("ObjectStore:Path must be a folder that can be made and written, not '/dev/null/objects':", Assert.Single(mistakes.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GCS")]
    [InlineData(" Gcs ")]
    public async Task Names_are_read_in_any_case(string value)
    {
        await using var api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ObjectStore:Provider"] = value, ["ObjectStore:Bucket"] = "campaigns-test" });
    }

    [Fact]
    public async Task The_server_ends_with_a_line_for_each_mistake_and_no_stack()
    {
        var ended = await RunAsync(
            [],
            ("ObjectStore__Provider", "s3"), ("Warehouse__Provider", "snowflake"), ("Warehouse__CallTimeout", "soon"), ("Auth__Mode", "development"), ("AZURE_FUNCTIONS_ENVIRONMENT", "Development"),
            ("Database__ConnectionString", NoDatabase));

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Equal(
            ["ObjectStore:Provider must be filesystem or gcs, not 's3'.", "Warehouse:CallTimeout must be a time, such as 00:15:00 or 1.00:00:00, not 'soon'.", "Warehouse:Provider must be csv or bigquery, not 'snowflake'."],
            ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_schedule_that_the_host_cannot_read_is_a_line_too()
    {
        var ended = await RunAsync([], ("Sync__Schedule", "often"), ("ObjectStore__Path", "/tmp/nowhere"), ("Database__ConnectionString", NoDatabase));

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("Sync:Schedule", Assert.Single(ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrating_ends_so()
    {
        var ended = await RunAsync(["migrate"], ("Database__ConnectionString", NoDatabase), ("Database__Authentication", "kerberos"));

        Assert.Equal((2, "", "Database:Authentication must be password or entra, not 'kerberos'.\n"), (ended.ExitCode, ended.Output, ended.Errors));
    }

    [Fact]
    public async Task The_demo_ends_so()
    {
        var ended = await RunAsync(["demo"], ("Warehouse__Path", "/tmp"), ("ObjectStore__Path", "/tmp/nowhere"), ("Database__ConnectionString", NoDatabase), ("Uploads__MaxBytes", "0"));

        Assert.Equal((2, "", "Uploads:MaxBytes must be a number of bytes from 1, such as 104857600.\n"), (ended.ExitCode, ended.Output, ended.Errors));
    }

    private static Task<Script> RunAsync(string[] arguments, params (string Name, string Value)[] settings) =>
        Script.RunAsync(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "CampaignFunctions.dll"), .. arguments, .. arguments is [] ? new[] { "--FunctionsHost:LocalSettings=" } : []],
            [.. Inherited, .. settings]);
}
