using System.Runtime.InteropServices;

namespace CampaignFunctions.Core.Media.Child;

/// <summary>An image of libvips: a header, and pixels that are computed when asked for.</summary>
internal sealed class VipsImage(nint handle) : IDisposable
{
    public nint Handle { get; } = handle;

    public bool HasAlpha => VipsNative.Bands(Handle) is 2 or 4;

    public bool Has(string field) => VipsNative.TypeOfField(Handle, field) != 0;

    public string? Text(string field)
    {
        if (!Has(field) || VipsNative.FieldAsText(Handle, field, out var text) != 0)
            return null;

        var value = Marshal.PtrToStringUTF8(text);
        VipsNative.Free(text);
        return value;
    }

    /// <summary>The pixels alone, in a new image: no EXIF, no profile, nothing that a saver could pass on.</summary>
    public VipsImage WithoutMetadata()
    {
        var pixels = VipsNative.Pixels(Handle, out var size);
        if (pixels == 0)
            throw VipsException.Last();

        var copy = VipsNative.FromPixels(
            pixels, size, VipsNative.Width(Handle), VipsNative.Height(Handle), VipsNative.Bands(Handle), VipsNative.Format(Handle));
        VipsNative.Free(pixels);

        return copy == 0 ? throw VipsException.Last() : new VipsImage(copy);
    }

    public byte[] ToBytes()
    {
        var pixels = VipsNative.Pixels(Handle, out var size);
        if (pixels == 0)
            throw VipsException.Last();

        var bytes = new byte[size];
        Marshal.Copy(pixels, bytes, 0, bytes.Length);
        VipsNative.Free(pixels);
        return bytes;
    }

    public void Dispose() => VipsNative.Unref(Handle);
}
