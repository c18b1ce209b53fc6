using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Auth;

/// <summary>Tokens that must open nothing, each wrong in one way.</summary>
internal static class ForgedTokens
{
    /// <summary>Whom they are forged against.</summary>
    public static readonly string Tenant = TokenFixture.NewTenant();

    /// <summary>Text that ends up in a log only if a token does.</summary>
    public const string Canary = "canary-7f3a";

    private static readonly IssuerKey Strangers = IssuerKey.OfRsa("rsa-1");
    private static readonly IssuerKey StrangersEc = IssuerKey.OfEc("ec-1");

    public static IReadOnlyDictionary<string, Func<TestIssuer, string>> All { get; } = new Dictionary<string, Func<TestIssuer, string>>(StringComparer.Ordinal)
    {
        // The signature.
        ["no algorithm at all"] = issuer => Unsigned(issuer, "none"),
        ["no algorithm, in capitals"] = issuer => Unsigned(issuer, "NONE"),
        ["no algorithm, with a signature"] = issuer => Header(issuer, header => header["alg"] = "none"),
        ["an empty signature"] = issuer => $"{Parts(issuer)[0]}.{Parts(issuer)[1]}.",
        ["no signature part"] = issuer => $"{Parts(issuer)[0]}.{Parts(issuer)[1]}",
        ["a signature of one byte"] = issuer => $"{Parts(issuer)[0]}.{Parts(issuer)[1]}.AA",
        ["a signature of zeros"] = issuer => $"{Parts(issuer)[0]}.{Parts(issuer)[1]}.{Base64Url.EncodeToString(new byte[256])}",
        ["a signature of zeros, ES256"] = issuer => Resigned(issuer.Ec.Sign(Claims(issuer)), new byte[64]),
        ["an empty signature's ASN.1, ES256"] = issuer => Resigned(issuer.Ec.Sign(Claims(issuer)), [0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00]),
        ["a bit of the signature flipped"] = issuer => Resigned(Good(issuer), Flipped(Base64Url.DecodeFromChars(Parts(issuer)[2]))),
        ["another token's signature"] = issuer => $"{Parts(issuer)[0]}.{Parts(issuer)[1]}.{issuer.Token("other").Split('.')[2]}",
        ["another token's claims"] = issuer => $"{Parts(issuer)[0]}.{issuer.Token("other", "admin").Split('.')[1]}.{Parts(issuer)[2]}",
        ["a stranger's key under our key's name"] = issuer => Strangers.Sign(Claims(issuer)),
        ["a stranger's EC key under our key's name"] = issuer => StrangersEc.Sign(Claims(issuer)),
        ["the public key as an HS256 secret"] = issuer => Hmac(issuer, issuer.Rsa.PublicPem()),
        ["the modulus as an HS256 secret"] = issuer => Hmac(issuer, Base64Url.DecodeFromChars((string)issuer.Rsa.Jwk["n"]!)),
        ["the JWK as an HS256 secret"] = issuer => Hmac(issuer, Encoding.UTF8.GetBytes(issuer.Rsa.Jwk.ToJsonString())),
        ["an empty HS256 secret"] = issuer => Hmac(issuer, []),
        ["RS384"] = issuer => Header(issuer, header => header["alg"] = "RS384"),
        ["RS512"] = issuer => Header(issuer, header => header["alg"] = "RS512"),
        ["PS256"] = issuer => Header(issuer, header => header["alg"] = "PS256"),
        ["ES384"] = issuer => Header(issuer, header => header["alg"] = "ES384"),
        ["EdDSA"] = issuer => Header(issuer, header => header["alg"] = "EdDSA"),
        ["rs256 in small letters"] = issuer => Header(issuer, header => header["alg"] = "rs256"),
        ["ES256 of an RSA key"] = issuer => Header(issuer, header => header["alg"] = "ES256"),
        ["RS256 of an EC key"] = issuer => issuer.Ec.Sign(Claims(issuer), Made(issuer.Ec.Header(), header => header["alg"] = "RS256")),
        ["ES256 under an RSA key's name"] = issuer => issuer.Ec.Sign(Claims(issuer), Made(issuer.Ec.Header(), header => header["kid"] = issuer.Rsa.KeyId)),
        ["no alg"] = issuer => Header(issuer, header => header.Remove("alg")),
        ["alg null"] = issuer => Header(issuer, header => header["alg"] = null),
        ["alg a list"] = issuer => Header(issuer, header => header["alg"] = new JsonArray("RS256")),
        ["alg a number"] = issuer => Header(issuer, header => header["alg"] = 256),

        // The key's name.
        ["no kid, of several keys"] = issuer => Header(issuer, header => header.Remove("kid")),
        ["an empty kid"] = issuer => Header(issuer, header => header["kid"] = ""),
        ["an unknown kid"] = issuer => Header(issuer, header => header["kid"] = "rsa-2"),
        ["a kid in capitals"] = issuer => Header(issuer, header => header["kid"] = "RSA-1"),
        ["a kid with a blank behind"] = issuer => Header(issuer, header => header["kid"] = "rsa-1 "),
        ["a kid that is a path"] = issuer => Header(issuer, header => header["kid"] = "../../../../dev/null"),
        ["a kid that is SQL"] = issuer => Header(issuer, header => header["kid"] = "x' union select 'secret"),
        ["a kid that is an address"] = issuer => Header(issuer, header => header["kid"] = "https://attacker.example/key"),
        ["a kid with NUL"] = issuer => Header(issuer, header => header["kid"] = "rsa-1\0"),
        ["kid null"] = issuer => Header(issuer, header => header["kid"] = null),
        ["kid a list"] = issuer => Header(issuer, header => header["kid"] = new JsonArray("rsa-1")),
        ["kid a number"] = issuer => Header(issuer, header => header["kid"] = 0),

        // Keys brought along.
        ["jwk"] = issuer => Strangers.Sign(Claims(issuer), Made(Strangers.Header(), header => header["jwk"] = Strangers.Jwk.DeepClone())),
        ["jwk beside a good signature"] = issuer => Header(issuer, header => header["jwk"] = issuer.Rsa.Jwk.DeepClone()),
        ["jku"] = issuer => Header(issuer, header => header["jku"] = "https://attacker.example/keys"),
        ["x5u"] = issuer => Header(issuer, header => header["x5u"] = "https://attacker.example/chain"),
        ["x5c"] = issuer => Header(issuer, header => header["x5c"] = new JsonArray("MIIB")),

        // The rest of the header.
        ["crit"] = issuer => Header(issuer, header => header["crit"] = new JsonArray("exp")),
        ["crit, empty"] = issuer => Header(issuer, header => header["crit"] = new JsonArray()),
        ["b64 false"] = issuer => Header(issuer, header => header["b64"] = false),
        ["zip"] = issuer => Header(issuer, header => header["zip"] = "DEF"),
        ["enc"] = issuer => Header(issuer, header => header["enc"] = "A256GCM"),
        ["a nested token"] = issuer => Header(issuer, header => header["cty"] = "JWT"),
        ["typ of another sort"] = issuer => Header(issuer, header => header["typ"] = "logout+jwt"),
        ["typ JWE"] = issuer => Header(issuer, header => header["typ"] = "JWE"),
        ["typ empty"] = issuer => Header(issuer, header => header["typ"] = ""),
        ["typ a list"] = issuer => Header(issuer, header => header["typ"] = new JsonArray("JWT")),
        ["typ null"] = issuer => Header(issuer, header => header["typ"] = null),
        ["alg twice"] = issuer => issuer.Rsa.Sign("""{"alg":"none","alg":"RS256","kid":"rsa-1"}""", Claims(issuer).ToJsonString()),
        ["kid twice"] = issuer => issuer.Rsa.Sign("""{"alg":"RS256","kid":"rsa-1","kid":"rsa-1"}""", Claims(issuer).ToJsonString()),
        ["kid twice, once escaped"] = issuer => issuer.Rsa.Sign("""{"alg":"RS256","kid":"rsa-1","k\u0069d":"rsa-1"}""", Claims(issuer).ToJsonString()),
        ["a header that is a list"] = issuer => issuer.Rsa.Sign("[]", Claims(issuer).ToJsonString()),
        ["a header that is text"] = issuer => issuer.Rsa.Sign("\"RS256\"", Claims(issuer).ToJsonString()),
        ["a header that is null"] = issuer => issuer.Rsa.Sign("null", Claims(issuer).ToJsonString()),
        ["a header that is no JSON"] = issuer => issuer.Rsa.Sign("alg=RS256", Claims(issuer).ToJsonString()),

        // Who made it, for whom.
        ["no iss"] = issuer => Claim(issuer, claims => claims.Remove("iss")),
        ["another iss"] = issuer => Claim(issuer, claims => claims["iss"] = "https://attacker.example/"),
        ["iss without its slash"] = issuer => Claim(issuer, claims => claims["iss"] = issuer.Address),
        ["iss a list"] = issuer => Claim(issuer, claims => claims["iss"] = new JsonArray(issuer.Name)),
        ["iss null"] = issuer => Claim(issuer, claims => claims["iss"] = null),
        ["no aud"] = issuer => Claim(issuer, claims => claims.Remove("aud")),
        ["another aud"] = issuer => Claim(issuer, claims => claims["aud"] = "api://payroll"),
        ["aud null"] = issuer => Claim(issuer, claims => claims["aud"] = null),
        ["aud empty"] = issuer => Claim(issuer, claims => claims["aud"] = ""),
        ["aud a number"] = issuer => Claim(issuer, claims => claims["aud"] = 1),
        ["aud an object"] = issuer => Claim(issuer, claims => claims["aud"] = new JsonObject { [TestIssuer.Audience] = true }),
        ["aud an empty list"] = issuer => Claim(issuer, claims => claims["aud"] = new JsonArray()),
        ["aud a list of others"] = issuer => Claim(issuer, claims => claims["aud"] = new JsonArray("api://payroll", "api://crm")),
        ["aud a list with a number"] = issuer => Claim(issuer, claims => claims["aud"] = new JsonArray(TestIssuer.Audience, 1)),
        ["aud a list of lists"] = issuer => Claim(issuer, claims => claims["aud"] = new JsonArray(new JsonArray(TestIssuer.Audience))),

        // When.
        ["no exp"] = issuer => Claim(issuer, claims => claims.Remove("exp")),
        ["exp null"] = issuer => Claim(issuer, claims => claims["exp"] = null),
        ["exp text"] = issuer => Claim(issuer, claims => claims["exp"] = "4102444800"),
        ["exp a fraction, long ago"] = issuer => Claim(issuer, claims => claims["exp"] = 1.5),
        ["exp beyond all numbers"] = issuer => WithExpiry(issuer, "1e999"),
        ["exp negative"] = issuer => Claim(issuer, claims => claims["exp"] = -1),
        ["exp beyond all calendars"] = issuer => Claim(issuer, claims => claims["exp"] = long.MaxValue),
        ["exp beyond 64 bits"] = issuer => WithExpiry(issuer, "99999999999999999999"),
        ["exp long ago"] = issuer => Claim(issuer, claims => claims["exp"] = 1),
        ["nbf far ahead"] = issuer => Claim(issuer, claims => claims["nbf"] = 32503680000),
        ["nbf text"] = issuer => Claim(issuer, claims => claims["nbf"] = "0"),
        ["iat far ahead"] = issuer => Claim(issuer, claims => claims["iat"] = 32503680000),
        ["iat null"] = issuer => Claim(issuer, claims => claims["iat"] = null),
        ["nbf a fraction far ahead"] = issuer => Claim(issuer, claims => claims["nbf"] = 32503680000.5),
        ["iat text"] = issuer => Claim(issuer, claims => claims["iat"] = "0"),

        // Whom it names.
        ["no tenant"] = issuer => Claim(issuer, claims => claims.Remove("tenant_id")),
        ["tenant null"] = issuer => Claim(issuer, claims => claims["tenant_id"] = null),
        ["tenant empty"] = issuer => Claim(issuer, claims => claims["tenant_id"] = ""),
        ["tenant a list"] = issuer => Claim(issuer, claims => claims["tenant_id"] = new JsonArray(Tenant)),
        ["tenant a number"] = issuer => Claim(issuer, claims => claims["tenant_id"] = 1),
        ["tenant a path"] = issuer => Claim(issuer, claims => claims["tenant_id"] = $"../{Canary}"),
        ["tenant with a line feed"] = issuer => Claim(issuer, claims => claims["tenant_id"] = $"{Canary}\n"),
        ["tenant too long"] = issuer => Claim(issuer, claims => claims["tenant_id"] = new string('a', 65)),
        ["tenant half a surrogate"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Claims(issuer).ToJsonString().Replace(Tenant, "\\ud800", StringComparison.Ordinal)),
        ["tenant twice"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Claims(issuer).ToJsonString().Replace("{", "{\"tenant_id\":\"other\",", StringComparison.Ordinal)),
        ["tenant twice, once escaped"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Claims(issuer).ToJsonString().Replace("{", "{\"tenant\\u005fid\":\"other\",", StringComparison.Ordinal)),
        ["roles twice"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Claims(issuer).ToJsonString().Replace("{", "{\"roles\":[],", StringComparison.Ordinal)),
        ["no sub"] = issuer => Claim(issuer, claims => claims.Remove("sub")),
        ["sub empty"] = issuer => Claim(issuer, claims => claims["sub"] = ""),
        ["sub a list"] = issuer => Claim(issuer, claims => claims["sub"] = new JsonArray("user-1")),
        ["sub with NUL"] = issuer => Claim(issuer, claims => claims["sub"] = "user\0"),
        ["sub too long"] = issuer => Claim(issuer, claims => claims["sub"] = new string('a', 256)),
        ["roles an object"] = issuer => Claim(issuer, claims => claims["roles"] = new JsonObject { ["admin"] = true }),
        ["roles a number"] = issuer => Claim(issuer, claims => claims["roles"] = 7),
        ["roles null"] = issuer => Claim(issuer, claims => claims["roles"] = null),
        ["roles a list with a number"] = issuer => Claim(issuer, claims => claims["roles"] = new JsonArray("admin", 1)),
        ["roles a list of lists"] = issuer => Claim(issuer, claims => claims["roles"] = new JsonArray(new JsonArray("admin"))),

        // The writing.
        ["empty"] = _ => "",
        ["one word"] = _ => Canary,
        ["dots"] = _ => "..",
        ["more dots"] = _ => ".....",
        ["four parts"] = issuer => $"{Good(issuer)}.AA",
        ["five parts, as an encrypted token"] = issuer => $"{Good(issuer)}.AA.AA",
        ["a dot behind"] = issuer => $"{Good(issuer)}.",
        ["a JSON serialisation"] = issuer => new JsonObject { ["payload"] = Parts(issuer)[1], ["protected"] = Parts(issuer)[0], ["signature"] = Parts(issuer)[2] }.ToJsonString(),
        ["padding"] = issuer => SignParts(issuer, Parts(issuer)[0] + "==", Parts(issuer)[1]),
        ["padding behind the signature"] = issuer => $"{Good(issuer)}==",
        ["stray bits behind the signature"] = issuer => WithStrayBits(Good(issuer)),
        ["base64 instead of base64url"] = issuer => SignParts(issuer, Parts(issuer)[0], Convert.ToBase64String(Encoding.UTF8.GetBytes(Claims(issuer).ToJsonString().Replace("user-1", "user>?>?", StringComparison.Ordinal)))),
        ["a blank within"] = issuer => Good(issuer).Insert(40, " "),
        ["two blanks before"] = issuer => $" {Good(issuer)}",
        ["a tab within"] = issuer => Good(issuer).Insert(40, "\t"),
        ["percent-encoding"] = issuer => Good(issuer).Replace(".", "%2E", StringComparison.Ordinal),
        ["quotes around"] = issuer => $"\"{Good(issuer)}\"",
        ["two tokens"] = issuer => $"{Good(issuer)}, {Good(issuer)}",
        ["two tokens, two schemes"] = issuer => $"{Good(issuer)}, Bearer {Good(issuer)}",
        ["claims that are a list"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), $"[{Claims(issuer).ToJsonString()}]"),
        ["claims that are null"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), "null"),
        ["claims that are no JSON"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Canary),
        ["claims with a comment"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Claims(issuer).ToJsonString() + "/**/"),
        ["claims with a trailing comma"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Claims(issuer).ToJsonString().Replace("}", ",}", StringComparison.Ordinal)),
        ["claims in single quotes"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Claims(issuer).ToJsonString().Replace('"', '\'')),
        ["claims twice"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Claims(issuer).ToJsonString() + Claims(issuer).ToJsonString()),
        ["claims behind a byte order mark"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), '\uFEFF' + Claims(issuer).ToJsonString()),
        ["claims that are not UTF-8"] = issuer => issuer.Rsa.Sign(Encoding.UTF8.GetBytes(issuer.Rsa.Header().ToJsonString()), Encoding.Latin1.GetBytes(Claims(issuer).ToJsonString().Replace("user-1", "usér", StringComparison.Ordinal))),
        ["claims in UTF-16"] = issuer => issuer.Rsa.Sign(Encoding.UTF8.GetBytes(issuer.Rsa.Header().ToJsonString()), Encoding.Unicode.GetBytes(Claims(issuer).ToJsonString())),
        ["claims nested too deep"] = issuer => issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Claims(issuer).ToJsonString().Replace("{", $"{{\"deep\":{new string('[', 200)}{new string(']', 200)},", StringComparison.Ordinal)),
        ["more than 8 KB"] = issuer => Claim(issuer, claims => claims["much"] = new string('a', 7000)),
    };

    /// <summary>With all a caller could wish for, except where it is forged.</summary>
    private static JsonObject Claims(TestIssuer issuer) => issuer.Claims(Tenant, "admin", "operator", "sync");

    private static string Good(TestIssuer issuer) => issuer.Rsa.Sign(Claims(issuer));

    private static string[] Parts(TestIssuer issuer) => Good(issuer).Split('.');

    private static string Header(TestIssuer issuer, Action<JsonObject> forge) => issuer.Rsa.Sign(Claims(issuer), Made(issuer.Rsa.Header(), forge));

    private static string Claim(TestIssuer issuer, Action<JsonObject> forge) => issuer.Rsa.Sign(Made(Claims(issuer), forge));

    private static string WithExpiry(TestIssuer issuer, string number) =>
        issuer.Rsa.Sign(issuer.Rsa.Header().ToJsonString(), Made(Claims(issuer), claims => claims.Remove("exp")).ToJsonString().Replace("{\"iss", $"{{\"exp\":{number},\"iss", StringComparison.Ordinal));

    private static JsonObject Made(JsonObject json, Action<JsonObject> forge)
    {
        forge(json);
        return json;
    }

    private static string SignParts(TestIssuer issuer, string header, string claims) => issuer.Rsa.SignParts(header, claims);

    private static string Unsigned(TestIssuer issuer, string algorithm) =>
        $"{Header(issuer, header => header["alg"] = algorithm)[..^342]}";

    private static string Resigned(string token, byte[] signature) => $"{token[..token.LastIndexOf('.')]}.{Base64Url.EncodeToString(signature)}";

    // 256 bytes end in a character of which only the upper two bits count.
    private static string WithStrayBits(string token)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return $"{token[..^1]}{alphabet[alphabet.IndexOf(token[^1], StringComparison.Ordinal) | 1]}";
    }

    private static byte[] Flipped(byte[] bytes)
    {
        bytes[^1] ^= 1;
        return bytes;
    }

    private static string Hmac(TestIssuer issuer, byte[] secret)
    {
        var token = Header(issuer, header => header["alg"] = "HS256");
        var text = token[..token.LastIndexOf('.')];
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }
}
