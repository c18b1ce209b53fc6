using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Settings;

/// <summary>Where settings come from, the later winning: appsettings.json, local.settings.json, the environment, the command line.</summary>
internal sealed class HostSettings
{
    private readonly string[] args;
    private readonly Dictionary<string, string?> local;

    private HostSettings(string[] args, Dictionary<string, string?> local, IConfiguration early)
    {
        this.args = args;
        this.local = local;
        EnvironmentName = early[HostDefaults.EnvironmentKey] ?? early["AZURE_FUNCTIONS_ENVIRONMENT"];
        ContentRoot = early[HostDefaults.ContentRootKey];
    }

    /// <summary>Null is .NET's default, Production.</summary>
    public string? EnvironmentName { get; }

    public string? ContentRoot { get; }

    public static HostSettings Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var values = LocalSettings.Read(given[LocalSettings.FileSetting]);
        var early = new ConfigurationBuilder()
            .AddInMemoryCollection(values)
            .AddEnvironmentVariables()
            .AddEnvironmentVariables("AZURE_FUNCTIONS_")
            .AddEnvironmentVariables("DOTNET_")
            .AddCommandLine(args)
            .Build();

        return new HostSettings(args, values, early);
    }

    public void AddTo(ConfigurationManager configuration, IHostEnvironment environment) => configuration
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddEnvironmentVariables("AZURE_FUNCTIONS_")
        .AddJsonFile("appsettings.json", optional: true)
        .AddJsonFile($"appsettings.{environment.EnvironmentName}.json", optional: true)
        .AddInMemoryCollection(local)
        .AddEnvironmentVariables()
        .AddCommandLine(args);
}
