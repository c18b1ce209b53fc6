using System.Diagnostics;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class PublishTests
{
    [Fact]
    public async Task Publishing_with_stand_ins_is_refused()
    {
        var start = new ProcessStartInfo("dotnet", ["publish", "CampaignFunctions", "--no-restore", "--no-build", "-nologo"])
        {
            WorkingDirectory = Checkout.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("VendorSdks");

        using var publish = Process.Start(start)!;
        var error = publish.StandardError.ReadToEndAsync();
        var output = await publish.StandardOutput.ReadToEndAsync() + await error;
        await publish.WaitForExitAsync();

        Assert.NotEqual(0, publish.ExitCode);
        Assert.Contains("CF0001", output, StringComparison.Ordinal);
        Assert.Contains("-p:VendorSdks=true", output, StringComparison.Ordinal);
    }
}
