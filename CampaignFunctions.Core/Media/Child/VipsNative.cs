using System.Runtime.InteropServices;

namespace CampaignFunctions.Core.Media.Child;

/// <summary>The C functions used of libvips 8 (Debian package libvips42, https://www.libvips.org/API/current/) and of GLib's object system,
/// none of them variadic.</summary>
internal static partial class VipsNative
{
    private const string Vips = "libvips.so.42";
    private const string GObject = "libgobject-2.0.so.0";

    [LibraryImport(Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Init(string programme);

    [LibraryImport(Vips, EntryPoint = "vips_concurrency_set")]
    public static partial void SetConcurrency(int threads);

    [LibraryImport(Vips, EntryPoint = "vips_cache_set_max")]
    public static partial void SetCacheMax(int operations);

    [LibraryImport(Vips, EntryPoint = "vips_block_untrusted_set")]
    public static partial void BlockUntrusted(int block);

    [LibraryImport(Vips, EntryPoint = "vips_error_buffer")]
    public static partial nint ErrorBuffer();

    [LibraryImport(Vips, EntryPoint = "vips_error_clear")]
    public static partial void ClearErrors();

    [LibraryImport(Vips, EntryPoint = "vips_foreign_find_load", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindLoader(string path);

    [LibraryImport(Vips, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewOperation(string name);

    [LibraryImport(Vips, EntryPoint = "vips_object_set_argument_from_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetArgument(nint operation, string name, string value);

    [LibraryImport(Vips, EntryPoint = "vips_cache_operation_build")]
    public static partial nint Build(nint operation);

    [LibraryImport(Vips, EntryPoint = "vips_object_unref_outputs")]
    public static partial void ReleaseOutputs(nint operation);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_type")]
    public static partial nuint ImageType();

    [LibraryImport(Vips, EntryPoint = "vips_image_get_typeof", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint TypeOfField(nint image, string name);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_as_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FieldAsText(nint image, string name, out nint text);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_width")]
    public static partial int Width(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_height")]
    public static partial int Height(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_bands")]
    public static partial int Bands(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_format")]
    public static partial int Format(nint image);

    [LibraryImport(Vips, EntryPoint = "vips_image_write_to_memory")]
    public static partial nint Pixels(nint image, out nuint size);

    [LibraryImport(Vips, EntryPoint = "vips_image_new_from_memory_copy")]
    public static partial nint FromPixels(nint pixels, nuint size, int width, int height, int bands, int format);

    [LibraryImport(GObject, EntryPoint = "g_value_init")]
    public static partial nint InitValue(ref GValue value, nuint type);

    [LibraryImport(GObject, EntryPoint = "g_value_set_object")]
    public static partial void SetValue(ref GValue value, nint instance);

    [LibraryImport(GObject, EntryPoint = "g_value_dup_object")]
    public static partial nint TakeValue(ref GValue value);

    [LibraryImport(GObject, EntryPoint = "g_value_unset")]
    public static partial void ClearValue(ref GValue value);

    [LibraryImport(GObject, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetProperty(nint instance, string name, ref GValue value);

    [LibraryImport(GObject, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void GetProperty(nint instance, string name, ref GValue value);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    public static partial void Unref(nint instance);

    [LibraryImport("libglib-2.0.so.0", EntryPoint = "g_free")]
    public static partial void Free(nint memory);

    /// <summary>GLib's GValue: a type and 16 bytes of whatever it holds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct GValue
    {
        public nuint Type;
        public ulong First;
        public ulong Second;
    }
}
