using CampaignFunctions;
using CampaignFunctions.Core.Media.Child;
using CampaignFunctions.Demo;

// Images are decoded in limited children of this program's own; see MediaChild.
if (args is [MediaChild.Argument])
    return MediaChild.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());

try
{
    return args switch
    {
        ["migrate"] => await MigrateCommand.RunAsync(),
        ["demo"] => await DemoCommand.RunAsync(),
        _ => await ServeCommand.RunAsync(args),
    };
}
catch (Exception exception) when (SettingMistakes.In(exception) is { Count: > 0 } mistakes)
{
    foreach (var mistake in mistakes)
        await Console.Error.WriteLineAsync(mistake);
    return SettingMistakes.ExitCode;
}
