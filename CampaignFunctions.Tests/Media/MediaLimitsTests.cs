using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Media;

public sealed class MediaLimitsTests
{
    [Fact]
    public async Task A_file_that_takes_too_long_fails_and_nothing_is_left_behind()
    {
        await using var inspection = new Inspection(options => options.Timeout = TimeSpan.FromMilliseconds(30));
        var picture = inspection.Media.Picture("a.avif", 3000, 2000);

        var error = await inspection.ErrorAsync(picture, "image/avif");

        Assert.Equal("media_too_slow", error.Code);
        Assert.Empty(DecodersIn(inspection.Media["work"]));
    }

    [Fact]
    public async Task Cancelling_ends_the_decoder_and_throws()
    {
        await using var inspection = new Inspection();
        var picture = inspection.Media.Picture("a.avif", 3000, 2000);
        using var cancelled = new CancellationTokenSource();

        var running = inspection.RunAsync(picture, "image/avif", cancellation: cancelled.Token);
        await Poll.UntilAsync(() => DecodersIn(inspection.Media["work"]).Count > 0);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        inspection.AssertNothingLeft();
        Assert.Empty(DecodersIn(inspection.Media["work"]));
    }

    [Fact]
    public void Wrong_options_are_named_with_an_example()
    {
        var options = new MediaOptions { MaxParallel = 0, Timeout = TimeSpan.Zero };

        var messages = options.Validate(new ValidationContext(options)).Select(wrong => wrong.ErrorMessage).ToList();

        Assert.Contains("Media:MaxParallel must be a positive number, such as 2.", messages);
        Assert.Contains(messages, message => message!.StartsWith("Media:Timeout", StringComparison.Ordinal));
        Assert.Empty(new MediaOptions().Validate(new ValidationContext(options)));
    }

    /// <summary>Processes whose working folder lies under a folder: only our decoders'.</summary>
    private static List<string> DecodersIn(string folder) =>
        [.. Directory.EnumerateDirectories("/proc").Where(process => WorkingFolder(process).StartsWith(folder, StringComparison.Ordinal))];

    private static string WorkingFolder(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
