using System.Diagnostics;
using System.Globalization;

namespace CampaignFunctions.Demo;

/// <summary>Pictures and clips for the demo, drawn by ffmpeg's own generators, so that none is kept in the repository.</summary>
internal static class DemoMedia
{
    private static readonly (string Placement, int Width, int Height)[] Formats =
        [("feed square", 1080, 1080), ("landscape", 1200, 628), ("story", 1080, 1920), ("banner", 970, 250)];

    public static IEnumerable<string> Placements => Formats.Select(format => format.Placement);

    /// <summary>Files of one campaign: a picture for each placement, then a clip.</summary>
    public static async Task<IReadOnlyList<string>> DrawAsync(string folder, int campaign, CancellationToken cancellation)
    {
        var files = Formats.Select((_, index) => Path.Combine(folder, $"{campaign}-{index}.jpg")).Append(Path.Combine(folder, $"{campaign}.mp4")).ToList();
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardError = true, UseShellExecute = false };
        string[] loglevel = ["-loglevel", "error", "-y"];
        foreach (var argument in loglevel.Concat(Inputs(campaign)).Concat(Outputs(files)))
            start.ArgumentList.Add(argument);

        using var ffmpeg = Process.Start(start)!;
        var complaint = await ffmpeg.StandardError.ReadToEndAsync(cancellation);
        await ffmpeg.WaitForExitAsync(cancellation);
        return ffmpeg.ExitCode == 0 ? files : throw new InvalidOperationException($"ffmpeg could not draw the demo's pictures: {complaint}");
    }

    private static IEnumerable<string> Inputs(int campaign) =>
        Formats
            .Select((format, index) => string.Create(CultureInfo.InvariantCulture, $"gradients=size={format.Width}x{format.Height}:seed={campaign * 10 + index + 1}:nb_colors=4:type={index % 4}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"gradients=size=640x360:rate=12:duration={3 + campaign % 5}:seed={campaign + 1}:nb_colors=5:speed=0.04"))
            .SelectMany(source => new[] { "-f", "lavfi", "-i", source });

    private static IEnumerable<string> Outputs(List<string> files) =>
        files.SelectMany((file, index) => file.EndsWith(".jpg", StringComparison.Ordinal)
            ? new[] { "-map", $"{index}:v", "-frames:v", "1", "-q:v", "4", file }
            : ["-map", $"{index}:v", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", file]);
}
