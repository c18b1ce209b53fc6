namespace CampaignFunctions.Core.Media.Child;

/// <summary>One call of a libvips operation by name, as <c>vips name --argument value</c> is on the command line.</summary>
internal static class VipsOperation
{
    /// <summary>Gives the operation's output image, to be disposed of.</summary>
    public static VipsImage Run(string name, VipsImage? input, params (string Name, string Value)[] arguments) =>
        Call(name, input, arguments, Output);

    /// <summary>For operations that write a file.</summary>
    public static void Save(string name, VipsImage input, params (string Name, string Value)[] arguments) =>
        Call(name, input, arguments, _ => true);

    private static T Call<T>(string name, VipsImage? input, (string Name, string Value)[] arguments, Func<nint, T> result)
    {
        var operation = VipsNative.NewOperation(name);
        if (operation == 0)
            throw VipsException.Last();

        var built = Build(operation, input, arguments);
        if (built == 0)
        {
            VipsNative.ReleaseOutputs(operation);
            VipsNative.Unref(operation);
            throw VipsException.Last();
        }

        // The built operation is a reference of its own, mostly to the same object; the outputs are released once.
        var output = result(built);
        VipsNative.ReleaseOutputs(built);
        VipsNative.Unref(built);
        VipsNative.Unref(operation);
        return output;
    }

    private static nint Build(nint operation, VipsImage? input, (string Name, string Value)[] arguments)
    {
        if (input is not null)
            SetImage(operation, "in", input);

        return arguments.All(argument => VipsNative.SetArgument(operation, argument.Name, argument.Value) == 0)
            ? VipsNative.Build(operation)
            : 0;
    }

    private static void SetImage(nint operation, string name, VipsImage image)
    {
        var value = default(VipsNative.GValue);
        VipsNative.InitValue(ref value, VipsNative.ImageType());
        VipsNative.SetValue(ref value, image.Handle);
        VipsNative.SetProperty(operation, name, ref value);
        VipsNative.ClearValue(ref value);
    }

    private static VipsImage Output(nint operation)
    {
        var value = default(VipsNative.GValue);
        VipsNative.InitValue(ref value, VipsNative.ImageType());
        VipsNative.GetProperty(operation, "out", ref value);
        var image = new VipsImage(VipsNative.TakeValue(ref value));
        VipsNative.ClearValue(ref value);
        return image;
    }
}
