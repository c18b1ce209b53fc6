using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace CampaignFunctions.Tests.Media;

/// <summary>Real files, made by the tools when a test wants them.</summary>
internal sealed class TestMedia : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("media-tests-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>A colourful test picture in any format the tools write.</summary>
    public string Picture(string name, int width = 800, int height = 600)
    {
        var png = this[$"{width}x{height}.png"];
        if (!File.Exists(png))
            Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", $"testsrc2=s={width}x{height}:d=0.04", "-frames:v", "1", png);

        switch (Path.GetExtension(name))
        {
            case ".bmp":
                Run("ffmpeg", "-v", "error", "-i", png, "-y", this[name]);
                break;
            case ".avif":
                Run("vips", "heifsave", png, this[name], "--compression", "av1", "--speed", "9");
                break;
            case ".heic":
                Run("vips", "heifsave", png, this[name], "--compression", "hevc");
                break;
            default:
                Run("vips", "copy", png, this[name]);
                break;
        }

        return this[name];
    }

    public string Video(string name, params string[] encoding)
    {
        Run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "testsrc2=s=640x360:d=2:r=25", "-pix_fmt", "yuv420p", .. encoding, "-y", this[name]]);
        return this[name];
    }

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string Truncated(string path, double share)
    {
        var content = File.ReadAllBytes(path);
        return Write("truncated" + Path.GetExtension(path), content[..(int)(content.Length * share)]);
    }

    /// <summary>One page of 300 × 200 points with a black rectangle.</summary>
    public static byte[] Pdf()
    {
        const string Drawing = "20 20 100 60 re f";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << >> >>",
            $"<< /Length {Drawing.Length} >>\nstream\n{Drawing}\nendstream",
        ];

        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (index, text) in objects.Index())
        {
            offsets.Add(pdf.Length);
            pdf.Append($"{index + 1} 0 obj\n{text}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append("xref\n0 5\n0000000000 65535 f \n");
        offsets.ForEach(offset => pdf.Append($"{offset:D10} 00000 n \n"));
        pdf.Append($"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");

        return Encoding.ASCII.GetBytes(pdf.ToString());
    }

    /// <summary>A PNG of nothing but a header that promises much.</summary>
    public static byte[] PixelBomb(int side)
    {
        var header = new byte[17];
        "IHDR"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), side);
        header[12] = 8;
        header[13] = 2;

        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. header, .. Crc(header), 0, 0, 0, 16, .. "IDAT"u8, .. new byte[20]];
    }

    public static byte[] Zip(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
                archive.CreateEntry(entry, CompressionLevel.NoCompression).Open().Dispose();
        }

        return bytes.ToArray();
    }

    public static void Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{tool} {string.Join(' ', arguments)}: {errors}");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] Crc(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
        }

        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ~crc);
        return bytes;
    }
}
