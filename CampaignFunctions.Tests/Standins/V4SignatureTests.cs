using System.Security.Cryptography;
using Google.Cloud.Storage.V1;

namespace CampaignFunctions.Tests.Standins;

/// <summary>
/// Google's own examples of signed addresses (https://github.com/googleapis/conformance-tests, storage/v1/v4_signatures.json): their signatures
/// must be signatures of what the stand-in would sign.
/// </summary>
public sealed class V4SignatureTests
{
    private const string Start = "https://storage.googleapis.com/test-bucket/";
    private const string Signer = "X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=test-iam-credentials%40dummy-project-id.iam.gserviceaccount.com%2F20190201%2Fauto%2Fstorage%2Fgoog4_request&X-Goog-Date=20190201T090000Z&X-Goog-Expires=10";

    /// <summary>Of the key pair the examples are signed with; it follows from any two of them.</summary>
    private const string Modulus =
        "ac3f3322ac8a2db5f436af28d098f5a871211e1a8edfed0e3fb4c4171e55c5ce8f77006814dadf9c9448fd2f99683612d5abebe4faa9a7c83cf9434e32f23556c8c633cc634dac6456ff2698aa7aa529"
        + "90b2d4eddb9a736357b1036c2fe313564b058d14dc76921df9fa4bd343f0c5dd803d3fba54535b0ababd4f3fc3a8b9b58b14ee7d8b2e54139757d0eff7a63bd9d87021497b31d955ad0799e5ac747c16"
        + "b28934b24c10610348ccfdc917d0694798094f680d81ee8aa290deb0978ba0bcda5fb7149c39fe0809e72ee2c3c304ac2152b257184116c1573e9960a5a411c261b3c046dffd7a6df6aa36eb0d943209"
        + "f7d23b0e68a9527805fc712e95885fad";

    [Fact]
    public void A_simple_GET() => IsSigned(
        Of("test-object"),
        $"test-object?{Signer}&X-Goog-SignedHeaders=host",
        "95e6a13d43a1d1962e667f17397f2b80ac9bdd1669210d5e08e0135df9dff4e56113485dbe429ca2266487b9d1796ebdee2d7cf682a6ef3bb9fbb4c351686fba90d7b621cf1c4eb1fdf126460dd25fa0837dfdde0a9fd98662ce60844c458448fb2b352c203d9969cb74efa4bdb742287744a4f2308afa4af0e0773f55e32e92973619249214b97283b2daa14195244444e33f938138d1e5f561088ce8011f4986dda33a556412594db7c12fc40e1ff3f1bedeb7a42f5bcda0b9567f17f65855f65071fabb88ea12371877f3f77f10e1466fff6ff6973b74a933322ff0949ce357e20abe96c3dd5cfab42c9c83e740a4d32b9e11e146f0eb3404d2e975896f74");

    [Fact]
    public void A_simple_PUT() => IsSigned(
        Of("test-object").WithHttpMethod(HttpMethod.Put),
        $"test-object?{Signer}&X-Goog-SignedHeaders=host",
        "8adff1d4285739e31aa68e73767a46bc5511fde377497dbe08481bf5ceb34e29cc9a59921748d8ec3dd4085b7e9b7772a952afedfcdaecb3ae8352275b8b7c867f204e3db85076220a3127a8a9589302fc1181eae13b9b7fe41109ec8cdc93c1e8bac2d7a0cc32a109ca02d06957211326563ab3d3e678a0ba296e298b5fc5e14593c99d444c94724cc4be97015dbff1dca377b508fa0cb7169195de98d0e4ac96c42b918d28c8d92d33e1bd125ce0fb3cd7ad2c45dae65c22628378f6584971b8bf3945b26f2611eb651e9b6a8648970c1ecf386bb71327b082e7296c4e1ee2fc0bdd8983da80af375c817fb1ad491d0bc22c0f51dba0d66e2cffbc90803e47");

    [Fact]
    public void Slashes_in_a_name_stay_slashes() => IsSigned(
        Of("path/with/slashes/under_score/amper&sand/file.ext").WithRequestHeaders(Values(("header/name/with/slash", "should-be-encoded"))),
        $"path/with/slashes/under_score/amper%26sand/file.ext?{Signer}&X-Goog-SignedHeaders=header%2Fname%2Fwith%2Fslash%3Bhost",
        "2a9a82e84e39f5d2c0d980514db17f8c3dece473c9a5743d54e8453f9811927b1b99ce548c534cababd8fa339183e75b410e12e32a4c72f5ff176e95651fabed0072e59e7e236eb7e26f52c0ce599db1c47ae07af1a98d20872b6fde23432c0a5fcf4fb2dda735169198c80cd5cc51be9904f7e5eef2cc489ff44ac5697c529e4b34ac08709a7d2e425619377212c64561ed8b4d2fcb70a26e4f9236f995ab4658d240ac85c7a353bae6b2d39d5fc0716afa435a1f6e100db5504612b5e610db370623ab4b8eba3c03c98f23dcb4b9ffd518f2212abb2f93649d25385d71603d470cff0b7631adb9d0849d38609dedb3097761c8f47ec0d57777bb063611c05b");

    [Fact]
    public void Headers_are_trimmed_and_sorted() => IsSigned(
        Of("test-object").WithRequestHeaders(Values(("trailing", "abc    "), ("tabs", "\tabc\t\t\t\tdef\t"))).WithContentHeaders(Values(("collapsed", "abc    def"), ("leading", "    xyz"))),
        $"test-object?{Signer}&X-Goog-SignedHeaders=collapsed%3Bhost%3Bleading%3Btabs%3Btrailing",
        "75d77a3ed2d9b74ff7e1e23b2fd7cc714ad4cc32518c65f3a8197827cd87d302623bab990cf2ff3a633bfaae69b6c2d897add78c105aa68411229610421c4239579add4aff6bdbd5067a0fd61c3aa0029d7de0f8ae88fa3458fa70f875e841d6df9598597d9012b9f848c6857e08f2704ca2f332c71738490ffdda2ed928f9340549d7295745725062d28dc1696eab7cb3b88ac4fd445e951423f645d680a60dd8033d65b65f4c10286f59f4258dbb2bcf36a76ffdd40574104cbbf0b76901c24df5854f24c42e9192fcedc386d85704fec6a6bad3a5201e1fb6c491a4c43371b0913420743580daf3504e99204c6ec894b4d70cd27bc60c3fe2850e8bf3ed22");

    [Fact]
    public void Query_parameters_are_encoded() => IsSigned(
        Of("test-object").WithQueryParameters(Values(("soufflé", "=%-_.~"))),
        $"test-object?{Signer}&X-Goog-SignedHeaders=host&souffl%C3%A9=%3D%25-_.~",
        "38dd9ca622b80bca10f405e7d9ba0f0fbea719ca84d66078a484c5b54b1ce98e3fa8a0d2065216ed6ac03179be69312dabf428f8171b95994bdafe465a6f7893bacc7213a7bf4054ce2d78d4b60c34df24cc43e509ad7c81be47148d43a0e67d50d8fe38c85b0c63f9a51149b4f3335315946fef8ab34315ce3f6ce01f1831abb3eda5e7e211823855ed1767c65a8c7aeec357de096e3406897acfe092fead51bbea7df83e25a6180f80c8a0871e4901c370f77f5675f2405be7ccd55fd6dd22a87cf0adfafdb3f6fa99974fcf6c947b62294eebd7954e546c28f5490a6c50694c0e4882fcfe0d4a4ae8891a92579d6099a9b4c84d9f033a3b339163b6670b7e");

    [Fact]
    public void Query_parameters_are_sorted() => IsSigned(
        Of("test-object").WithQueryParameters(Values(("prefix", "/foo"), ("X-Goog-Meta-Foo", "bar"))),
        $"test-object?{Signer}&X-Goog-Meta-Foo=bar&X-Goog-SignedHeaders=host&prefix=%2Ffoo",
        "a07745e1b3d59b85cbe11aa766df72c22468959e7217615dccb7f030234f66b60b37e480f30725ed51f29816362ca8286c619ebb66448ff1d370be2a4a48aacf20d3d2d6200ed17341a5791baf2ee5cd9c2823adacc6264f66c8a54fa887e1bce3c55cf78fb2f6a52618cf09d6f945f63d148052a7b66a75e075ff5065828a806b84bdc49a42399be7483225c720d5e18a6160f79d815f433e7921694fe1d041099851793c2581db0e5ca503cfb566e414f900ceede5f9b22030edd32ab20b6f7f9fb2afba89098b9364e03397c03a94eac3a140c99979b8786844fb4f6c62c1985378939dd1bbaea8e41b9100dda85a27733171cc78d96ee362ea2c3432f4d8");

    private static void IsSigned(UrlSigner.RequestTemplate template, string address, string signature)
    {
        var request = new V4Request(
            template, UrlSigner.Options.FromDuration(TimeSpan.FromSeconds(10)), new Nobody(), new DateTimeOffset(2019, 2, 1, 9, 0, 0, TimeSpan.Zero));
        using var rsa = RSA.Create(new RSAParameters { Modulus = Convert.FromHexString(Modulus), Exponent = [1, 0, 1] });

        Assert.True(rsa.VerifyData(request.TextToSign, Convert.FromHexString(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal($"{Start}{address}&X-Goog-Signature={signature}", request.Signed(Convert.FromHexString(signature)));
    }

    private static UrlSigner.RequestTemplate Of(string name) => UrlSigner.RequestTemplate.FromBucket("test-bucket").WithObjectName(name);

    private static IEnumerable<KeyValuePair<string, IEnumerable<string>>> Values(params (string Name, string Value)[] values) =>
        values.Select(value => new KeyValuePair<string, IEnumerable<string>>(value.Name, [value.Value]));

    private sealed class Nobody : UrlSigner.IBlobSigner
    {
        public string Id => "test-iam-credentials@dummy-project-id.iam.gserviceaccount.com";

        public string Algorithm => "GOOG4-RSA-SHA256";

        public string CreateSignature(byte[] data, UrlSigner.BlobSignerParameters parameters) => throw new NotSupportedException();

        public Task<string> CreateSignatureAsync(byte[] data, UrlSigner.BlobSignerParameters parameters, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
