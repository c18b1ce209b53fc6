using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.LocalHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class SettingsTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.json");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Values_of_local_settings_are_settings_as_environment_variables_are()
    {
        var builder = Builder("""{ "IsEncrypted": false, "Values": { "Sync__LookbackDays": "7", "Auth:Mode": "development", "AZURE_FUNCTIONS_ENVIRONMENT": "Staging" } }""");

        Assert.Equal("7", builder.Configuration["Sync:LookbackDays"]);
        Assert.Equal("development", builder.Configuration["Auth:Mode"]);
        Assert.True(builder.Environment.IsStaging());
    }

    [Fact]
    public void The_hosts_own_settings_are_read_as_well()
    {
        var builder = Builder("""{ "Values": { "A": "1" }, "Host": { "CORS": "https://app.example", "CORSCredentials": true } }""");

        Assert.Equal(("https://app.example", "True"), (builder.Configuration["Host:CORS"], builder.Configuration["Host:CORSCredentials"]));
    }

    [Fact]
    public void The_environment_wins_over_local_settings_and_the_command_line_over_both()
    {
        // A name of its own: the environment is every test's.
        var name = $"Test{Guid.CreateVersion7():N}";
        Environment.SetEnvironmentVariable($"{name}__A", "environment");
        Environment.SetEnvironmentVariable($"{name}__B", "environment");
        try
        {
            var builder = Builder($$"""{ "Values": { "{{name}}__A": "file", "{{name}}__B": "file", "{{name}}__C": "file" } }""", $"--{name}:B", "command line");

            Assert.Equal("environment", builder.Configuration[$"{name}:A"]);
            Assert.Equal("command line", builder.Configuration[$"{name}:B"]);
            Assert.Equal("file", builder.Configuration[$"{name}:C"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable($"{name}__A", null);
            Environment.SetEnvironmentVariable($"{name}__B", null);
        }
    }

    [Fact]
    public void Without_local_settings_the_environment_is_production() =>
        Assert.True(FunctionsApplication.CreateBuilder(["--FunctionsHost:LocalSettings="]).Environment.IsProduction());

    [Fact]
    public void Functions_are_found_in_the_assembly_a_setting_names()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(FunctionsHostOptions.AssemblySetting, "CampaignFunctions.Tests")]).Build();

        Assert.Contains(typeof(SettingsTests), new FunctionsHostOptions().FindTypes(configuration));
    }

    [Fact]
    public async Task One_container_serves_the_builder_and_the_host()
    {
        await using var host = await RunningHost.StartAsync(builder => builder.Services.AddSingleton("from Program.cs"), typeof(Says));

        Assert.Equal("from Program.cs", await host.Http.GetStringAsync("/api/says"));
    }

    private FunctionsApplicationBuilder Builder(string json, params string[] args)
    {
        File.WriteAllText(file, json);
        return FunctionsApplication.CreateBuilder([$"--FunctionsHost:LocalSettings={file}", .. args]);
    }

    public sealed class Says(string text)
    {
        [Function("Says")]
        public IResult Run([HttpTrigger] HttpRequest request) => Results.Text(text);
    }
}
