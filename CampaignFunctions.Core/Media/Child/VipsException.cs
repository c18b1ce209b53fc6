using System.Runtime.InteropServices;

namespace CampaignFunctions.Core.Media.Child;

/// <summary>libvips refused an operation. The message is its own, to be matched and never shown.</summary>
internal sealed class VipsException(string message) : Exception(message)
{
    public static VipsException Last()
    {
        var message = Marshal.PtrToStringUTF8(VipsNative.ErrorBuffer()) ?? "";
        VipsNative.ClearErrors();

        return new VipsException(message);
    }
}
