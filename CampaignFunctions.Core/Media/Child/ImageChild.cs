using System.Diagnostics;
using System.Text.Json;
using CampaignFunctions.Core.Media.Tools;

namespace CampaignFunctions.Core.Media.Child;

/// <summary>This side of one child process.</summary>
internal sealed class ImageChild : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly Task<string> errors;

    private ImageChild(Process process)
    {
        this.process = process;
        errors = CappedOutput.ReadAsync(process.StandardError, CancellationToken.None);
    }

    /// <summary>How many images it has answered for.</summary>
    public int Served { get; private set; }

    /// <summary>Starts a child and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It cannot be started: libvips or .NET's own files are missing.</exception>
    public static async Task<ImageChild> StartAsync(MediaOptions options, CancellationToken cancellation)
    {
        var child = new ImageChild(Process.Start(ChildCommand.For(options))!);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(StartTimeout);
        try
        {
            if (await CappedOutput.ReadLineAsync(child.process.StandardOutput, timeout.Token) is "")
                return child;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Said below.
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }

        await child.DisposeAsync();
        throw new InvalidOperationException(
            $"The image decoder ({options.ChildAssembly} {MediaChild.Argument}) didn't start. It needs the Debian package libvips42. It said: {await child.errors}");
    }

    /// <summary>Gives null when the child ended, or answered nonsense, instead of answering.</summary>
    public async Task<ImageAnswer?> AskAsync(ImageRequest request, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, ChildProtocol.Default.ImageRequest).AsMemory(), cancellation);
            await process.StandardInput.FlushAsync(cancellation);

            var line = await CappedOutput.ReadLineAsync(process.StandardOutput, cancellation);
            Served++;
            return line is null ? null : JsonSerializer.Deserialize(line, ChildProtocol.Default.ImageAnswer);
        }
        catch (Exception broken) when (broken is IOException or JsonException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ProcessEnd.KillAsync(process);
        await errors;
        process.Dispose();
    }
}
