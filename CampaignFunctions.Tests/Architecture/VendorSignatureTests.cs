using System.Reflection;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Architecture;

/// <summary>
/// The vendors' types by a list that was taken from the vendors' assemblies. Compiled with stand-ins they have nothing that is not in it,
/// compiled with VendorSdks=true everything that is.
/// </summary>
public sealed class VendorSignatureTests
{
    private static readonly string[] Prefixes = ["Microsoft.Azure.Functions.Worker", "Google.Cloud.", "Google.Api.Gax", "Google.Apis.Storage."];

    [Fact]
    public void Stand_ins_and_vendors_are_spelt_the_same()
    {
        var listed = File.ReadLines(Path.Combine(Checkout.Root, "standins", "signatures.txt")).Where(line => line is not ("" or ['#', ..])).ToHashSet(StringComparer.Ordinal);
        var offered = Vendors().SelectMany(Signatures.Of).ToHashSet(StringComparer.Ordinal);

        var wrong = AreStandIns() ? offered.Except(listed) : listed.Except(offered);

        Assert.Empty(wrong);
    }

    private static IEnumerable<Assembly> Vendors() =>
        from file in Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
        let name = Path.GetFileNameWithoutExtension(file)
        where Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        select Assembly.Load(new AssemblyName(name));

    private static bool AreStandIns() => !File.Exists(Path.Combine(AppContext.BaseDirectory, "Microsoft.Azure.Functions.Worker.Grpc.dll"));
}
