using CampaignFunctions.Http;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Http;

public sealed class LogLevelsTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", false)]
    [InlineData("Microsoft.EntityFrameworkCore.Database.Command", false)]
    [InlineData("System.Net.Http.HttpClient.Default.LogicalHandler", false)]
    [InlineData("CampaignFunctions.Core.Media.SweepUploads", true)]
    public void What_writes_addresses_and_statements_down_is_heard_from_warnings_on(string category, bool isHeard)
    {
        using var services = Services([]);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

        Assert.Equal((isHeard, true), (logger.IsEnabled(LogLevel.Information), logger.IsEnabled(LogLevel.Warning)));
    }

    [Fact]
    public void What_an_operator_configures_wins()
    {
        using var services = Services(new(StringComparer.Ordinal) { ["LogLevel:Microsoft"] = "Debug" });

        Assert.True(services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Routing").IsEnabled(LogLevel.Debug));
    }

    private static ServiceProvider Services(Dictionary<string, string?> configured) => new ServiceCollection()
        .AddLogging(logging => logging.AddConfiguration(new ConfigurationBuilder().AddInMemoryCollection(configured).Build()).AddProvider(new RecordedLog()))
        .KeepAddressesOutOfLogs()
        .BuildServiceProvider();
}
