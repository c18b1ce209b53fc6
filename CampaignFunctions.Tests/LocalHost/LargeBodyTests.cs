using System.Net;
using CampaignFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.LocalHost;

public sealed class LargeBodyTests
{
    private const int Chunk = 64 * 1024;
    private const int Chunks = 40 * 1024 * 1024 / Chunk;

    [Fact]
    public async Task A_40_MB_body_streams_through_while_it_is_sent()
    {
        var seen = new Seen();
        await using var host = await RunningHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(seen);
                builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024);
            },
            typeof(Count));

        // The second half is sent only when the function has read the first: a buffered body would never get there.
        var answer = await host.Http.PostAsync("/api/count", new TwoHalves(seen.HalfRead.Task));

        Assert.Equal((Chunk * (long)Chunks).ToString(), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_a_413()
    {
        await using var host = await RunningHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<Seen>();
                builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 1024);
            },
            typeof(Count));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.Http.PostAsync("/api/count", new ByteArrayContent(new byte[4096]))).StatusCode);
    }

    public sealed class Seen
    {
        public TaskCompletionSource HalfRead { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public sealed class Count(Seen seen)
    {
        [Function("Count")]
        public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellation)
        {
            var buffer = new byte[Chunk];
            var total = 0L;
            for (var read = -1; read != 0; total += read)
            {
                read = await request.Body.ReadAsync(buffer, cancellation);
                if (total + read >= Chunk * (long)Chunks / 2)
                    seen.HalfRead.TrySetResult();
            }

            return Results.Text(total.ToString());
        }
    }

    private sealed class TwoHalves(Task between) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var chunk = new byte[Chunk];
            for (var i = 0; i < Chunks; i++)
            {
                if (i == Chunks / 2)
                {
                    await stream.FlushAsync();
                    await between.WaitAsync(Poll.Patience);
                }

                await stream.WriteAsync(chunk);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = Chunk * (long)Chunks;
            return true;
        }
    }
}
