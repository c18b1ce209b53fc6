using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Infra;

/// <summary>What a deployment does in which order, seen by an az that writes down how it is called.</summary>
public sealed class DeployTests : IDisposable
{
    private const string Image = "registry.azurecr.io/campaign-functions:2";

    private readonly string folder = Directory.CreateTempSubdirectory("deploy-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_migrates_first_and_then_changes_the_image()
    {
        var script = await DeployAsync("Running Succeeded", "Activating Running");

        script.ExpectSuccess();
        Assert.Equal(
            [
                $"containerapp job update --image {Image} --output none --resource-group rg --name migrate",
                "containerapp job start --query name --output tsv --resource-group rg --name migrate",
                $"containerapp update --container-name functions --image {Image} --query properties.latestRevisionName --output tsv --resource-group rg --name functions",
            ],
            Calls.Where(call => !call.Contains(" show ", StringComparison.Ordinal)));
        Assert.Contains("revision-2 serves", script.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_migration_fails_nothing_is_deployed()
    {
        var script = await DeployAsync("Running Failed", "Running");

        Assert.Equal(1, script.ExitCode);
        Assert.Contains("nothing was deployed", script.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, call => call.StartsWith("containerapp update", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_revision_fails_it_says_so()
    {
        var script = await DeployAsync("Succeeded", "Activating Failed");

        Assert.Equal(1, script.ExitCode);
        Assert.Contains("revision-2 failed; the one before it serves", script.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_revision_never_becomes_ready_it_gives_up()
    {
        var script = await DeployAsync("Succeeded", "Activating");

        Assert.Equal(1, script.ExitCode);
        Assert.Contains("revision-2 is still Activating; the one before it serves", script.Errors, StringComparison.Ordinal);
    }

    private string[] Calls => File.ReadAllLines(Path.Combine(folder, "calls"));

    /// <summary>The states are what az gives, one after the other; the last again and again.</summary>
    private async Task<Script> DeployAsync(string executionStates, string revisionStates)
    {
        await File.WriteAllLinesAsync(Path.Combine(folder, "execution"), executionStates.Split(' '));
        await File.WriteAllLinesAsync(Path.Combine(folder, "revision"), revisionStates.Split(' '));
        var az = Path.Combine(folder, "az");
        await File.WriteAllTextAsync(
            az,
            $$"""
            #!/usr/bin/env bash
            cd {{folder}}
            echo "$*" >>calls
            next() { head -n 1 "$1"; if [ "$(wc -l <"$1")" -gt 1 ]; then sed -i 1d "$1"; fi; }
            case "$*" in
              *"job start"*) echo execution-1 ;;
              *"execution show"*) next execution ;;
              *"revision show"*) next revision ;;
              "containerapp update"*) echo revision-2 ;;
            esac
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        return await Script.RunAsync(
            Checkout.PathOf("infra/deploy"),
            [Image],
            ("PATH", $"{folder}:{Environment.GetEnvironmentVariable("PATH")}"), ("RESOURCE_GROUP", "rg"), ("FUNCTIONS_APP", "functions"), ("MIGRATE_JOB", "migrate"),
            ("POLL_SECONDS", "0.02"), ("PATIENCE_SECONDS", "2"));
    }
}
