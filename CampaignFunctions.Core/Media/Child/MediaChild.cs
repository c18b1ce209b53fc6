using System.Text.Json;

namespace CampaignFunctions.Core.Media.Child;

/// <summary>The main loop of a child process that decodes images: an empty line when it is ready, then one answer to each line, until its
/// input ends. It starts limited and without secrets, and whatever an image does to it, it does to it alone.</summary>
public static class MediaChild
{
    /// <summary>The product's executable started with this argument is a child.</summary>
    public const string Argument = "media-child";

    /// <summary>Gives the exit code.</summary>
    public static int Run(Stream input, Stream output)
    {
        if (VipsNative.Init(Argument) != 0)
            return 1;

        VipsNative.BlockUntrusted(1);
        VipsNative.SetConcurrency(1);
        VipsNative.SetCacheMax(0);

        using var requests = new StreamReader(input);
        using var answers = new StreamWriter(output) { AutoFlush = true };
        answers.Write('\n');

        while (requests.ReadLine() is { } line)
        {
            var request = JsonSerializer.Deserialize(line, ChildProtocol.Default.ImageRequest)!;
            answers.Write(JsonSerializer.Serialize(ImagePass.Run(request), ChildProtocol.Default.ImageAnswer) + '\n');
        }

        return 0;
    }
}
