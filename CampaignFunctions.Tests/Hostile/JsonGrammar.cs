using System.Text;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// The shapes JSON has and has not (https://www.rfc-editor.org/rfc/rfc8259), class by class as the known corpora of parser tests
/// have them: numbers, strings, literals, lists, objects, blanks and comments, encodings, depth.
/// </summary>
internal static class JsonGrammar
{
    public static IReadOnlyList<JsonCase> Numbers { get; } =
    [
        .. new[]
        {
            "0", "-0", "1", "-1", "10", "100", "123", "1.0", "0.1", "-0.1", "1.5", "-1.5", "1e1", "1E1", "1e+1", "1E+1", "1e-1", "1E-1", "0e0", "0e1", "-0e+0", "-0.0", "0.0", "1.5e2", "1.5E+2", "150e-2", "20e0", "0.5", "12.3456", "12.34560", "0.00001", "1e-4", "1e-5", "2147483647", "2147483648",
            "-2147483649", "4294967296", "9007199254740992", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "123456789012345678901234567890",
            "79228162514264337593543950335", "79228162514264337593543950336", "9999999999999999", "9999999999999999.9999", "10000000000000000", "0.1234567890123456789012345678", "0.123456789012345678901234567890123456789", "5000.00000000000000000000000000000001", "1.00000000000000000000000000000000000000000",
            "1.7976931348623157e308", "4.9e-324", "1e-28", "1e-29", "1e-400", "1e400", "-1e400", "1e1000", "1e-1000", "0e-9", "1000000000000000000000e-21",
        }.Select(number => JsonCase.Valid(number)),
        JsonCase.Valid("1" + new string('0', 300)), JsonCase.Valid("0." + new string('0', 300) + "1"), JsonCase.Valid("1" + new string('0', 30) + "e-30"),
        .. new[] { "1e65535", "1e65537", "1e131071", "1e131072", "-1e131072", "1e-16383", "1e-16384", "0e99999999999", "1e99999999999", "1e-99999999999", "[1e60000,1e60000]" }.Select(JsonCase.Doubtful),
        // A gigabyte, written out.
        JsonCase.Doubtful($"[{string.Join(',', Enumerable.Repeat("1e131071", 9_000))}]"),
        .. new[]
        {
            "+1", "+0", "01", "-01", "00", "-00", "012", "1.", "-1.", ".5", "-.5", ".", "-", "+", "--1", "-+1", "+-1", "1-", "1+", "1+1", "1e", "1E", "1e+", "1E-", "1e1.5", "e1", ".e1", "1.e1", "1.e-1", "0.e1", "0e", "0e+", "1ee2", "1e2e3", "1.2.3", "1..2", "1.-1", "1.2e", "9.e+", "-e1", "1 000", "1 .5", "- 1", "1e 1",
            "0x10", "0X1F", "0b1", "0o7", "1_000", "1'000", "1f", "1d", "1L", "1n", "1%", "$1", "1/2", "Infinity", "-Infinity", "+Infinity", "infinity", "Inf", "-inf", "NaN", "-NaN", "nan", "1.#INF", "１", "-１", "١", "½", "²", "∞", "1e٣", "−1", "1٫5",
        }.Select(JsonCase.Invalid),
    ];

    public static IReadOnlyList<JsonCase> Strings { get; } =
    [
        .. new (string Json, string? Means)[]
        {
            ("\"\"", null), ("\"a\"", null), ("\" \"", null), ("\"\\\"\"", null), ("\"\\\\\"", null), ("\"\\/\"", "\"/\""), ("\"/\"", null), ("\"\\b\\f\\n\\r\\t\"", null), ("\"\\u0041\"", "\"A\""), ("\"\\u00e9\"", "\"é\""), ("\"\\u00E9\"", "\"é\""), ("\"\\ud83d\\ude00\"", "\"😀\""),
            ("\"\\uD83D\\uDE00\"", "\"😀\""), ("\"\\uDBFF\\uDFFF\"", "\"\U0010ffff\""), ("\"\\u0001\\u001f\"", null), ("\"\\u007f\"", "\"\u007f\""), ("\"\u007f\"", null), ("\"\u0085\u00a0\"", null), ("\"\u2028\u2029\"", null), ("\"\\u2028\"", "\"\u2028\""), ("\"\ufeff\"", null), ("\"\\ufeff\"", "\"\ufeff\""),
            ("\"\\ufffe\\uffff\"", "\"\ufffe\uffff\""), ("\"\ufdd0\"", null), ("\"é€😀𠀀\"", null), ("\"e\u0301\"", null), ("\"\\\\u0041\"", null), ("\"\\\\\\\"\"", null), ("\"'\"", null), ("\"//\"", null), ("\"/* */\"", null), ("\"#\"", null), ("\"{}[],:\"", null), ("\"null\"", null), ("\"1\"", null),
            ("\"\\u005c\\u0022\"", "\"\\\\\\\"\""), ("\"\\u002f\"", "\"/\""), ("\"<\\/script>\"", "\"</script>\""), ("\"\U0010ffff\"", null),
        }.Select(text => JsonCase.Valid(text.Json, text.Means)),
        JsonCase.Valid($"\"{new string('a', 10_000)}\""),
        JsonCase.Doubtful("\"\\u0000\""), JsonCase.Doubtful("\"a\\u0000b\""),
        .. Enumerable.Range(0, 0x20).Select(control => JsonCase.Invalid($"\"a{(char)control}b\"")),
        .. new[]
        {
            "\"\\x41\"", "\"\\'\"", "\"\\a\"", "\"\\v\"", "\"\\0\"", "\"\\e\"", "\"\\ \"", "\"\\\n\"", "\"\\u\"", "\"\\u0\"", "\"\\u00\"", "\"\\u004\"", "\"\\u00g0\"", "\"\\u 041\"", "\"\\u-041\"", "\"\\U0041\"", "\"\\u{41}\"", "\"\\u００４１\"", "\"\\é\"", "\"\\😀\"", "\"\\\"", "\"", "\"a", "a\"", "\"a\"b\"", "\"a\" \"b\"", "\"a\"\"b\"",
            "\"a\"+\"b\"", "'a'", "'", "`a`", "“a”", "«a»", "a", "\"\\\\\\\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\udfff\"", "\"\\udc00\\ud800\"", "\"\\ud800\\u0041\"", "\"\\ud800\\ud800\\udc00\"", "\"\\ud83d\\\\ude00\"", "\"\\ud83dx\\ude00\"", "\"\\ud83d\\n\"", "\"\\uD800\\", "\"\\ud83d\\ude0\"",
        }.Select(JsonCase.Invalid),
        .. Payloads.All.Where(payload => payload.Kind == Payloads.NotUnicode).Select(payload => new JsonCase([(byte)'"', .. payload.Bytes, (byte)'"'], JsonVerdict.Invalid)),
        new JsonCase([0xE9], JsonVerdict.Invalid), new JsonCase([(byte)'"', (byte)'\\', 0xE9, (byte)'"'], JsonVerdict.Invalid),
    ];

    public static IReadOnlyList<JsonCase> Structures { get; } =
    [
        .. new (string Json, string? Means)[]
        {
            ("true", null), ("false", null), ("null", null), ("[]", null), ("[ ]", "[]"), ("{}", null), ("{ }", "{}"), ("[[]]", null), ("[[],{}]", null), ("[null]", null), ("[1,2,3]", null), ("[1,\"a\",null,true,{}]", null), (" 1", "1"), ("1 ", "1"), ("\t\n\r 1\t\n\r ", "1"), ("[ 1 , 2 ]", "[1,2]"), ("[\n\t1,\r\n2\n]", "[1,2]"),
            ("{\"a\":1}", null), ("{ \"a\" : 1 }", "{\"a\":1}"), ("{\"a\":1,\"b\":2}", null), ("{\"a\":{\"a\":{}}}", null), ("{\"\":0}", null), ("{\"a b\":1}", null), ("{\"a\":1,\"A\":2}", null), ("{\"\\u0061\":1}", "{\"a\":1}"), ("{\"\\\"\":1}", null), ("{\"__proto__\":1}", null), ("{\"$ref\":\"#\"}", null), ("{\"$type\":\"System.String\"}", null),
            ("{\"é\":1,\"e\u0301\":2}", null), ("{\"😀\":1}", null), ("[{\"a\":1},{\"a\":2}]", null), ("{\"a\":[{\"b\":[{\"c\":null}]}]}", null),
        }.Select(value => JsonCase.Valid(value.Json, value.Means)),
        JsonCase.Valid(Nested(20, "[", "]", "1")), JsonCase.Valid(Nested(20, "{\"a\":", "}", "1")), JsonCase.Valid($"[{string.Join(',', Enumerable.Range(0, 1000))}]"), JsonCase.Valid($"{{{string.Join(',', Enumerable.Range(0, 1000).Select(name => $"\"{name}\":0"))}}}"),
        JsonCase.Doubtful("{\"\\u0000\":1}"), JsonCase.Doubtful("{\"a\":\"\\u0000\"}"),
        .. new[]
        {
            "", " ", "\n", "True", "TRUE", "tru", "truee", "t", "False", "fals", "nul", "nulll", "NULL", "Null", "nil", "None", "undefined", "void 0", "yes", "no", "true false", "trueX", "null0",
            "[", "]", "{", "}", "[1", "1]", "[1,", "[1,]", "[,]", "[,1]", "[1,,2]", "[1,2,,]", "[1 2]", "[1;2]", "[1:2]", "[\"a\":1]", "[1]]", "[[1]", "[1}", "[}", "[{]}", "(1)", "<1>", "[...]", "[1,...]", "[*]", "{\"a\"}", "{\"a\":}", "{\"a\",}", "{\"a\" 1}", "{\"a\"=1}", "{\"a\"=>1}", "{\"a\"::1}", "{\"a\":1,}", "{\"a\":1,,\"b\":2}",
            "{,}", "{,\"a\":1}", "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{\"a\":1}}", "{\"a\":1", "{\"a\":{\"b\":1}", "{\"a", "{\"a\"", "{\"a\":", "{:1}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{[]:1}", "{{}:1}", "{\"a\":1]", "{]", "{\"a\":b}", "{\"a\":1,\"b\"}", "{\"a\":1,b:2}", "{\"\\ud800\":1}", "{\"a\nb\":1}", "{\"\\x41\":1}",
            "1 2", "1,2", "{}{}", "{}[]", "[][]", "\"a\"1", ",", ":", "1,", ",1", "*", "&", "@", "\\", "\\u0031", "\0", "1\0", "\0" + "1",
            "/*a*/1", "1/*a*/", "//a\n1", "1//a", "[1,/**/2]", "{/**/}", "{\"a\":/**/1}", "#a\n1", "1#a", "<!--a-->1", "1;", "--1", "\f1", "\v1", "\b1", "\u00a01", "\u20281", "\u30001", "\u200b1", "\ufeff1", "1\ufeff", "\u00851", "\u001e1",
            "{\"a\":1,\"a\":1}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "{\"a\":1,\"b\":2,\"a\":3}", "{\"\":1,\"\":2}", "{\"a\":{\"b\":1,\"b\":2}}", "[{\"a\":1,\"a\":2}]", "{\"é\":1,\"\\u00e9\":2}", "{\"😀\":1,\"\\ud83d\\ude00\":2}", "{\"a\":null,\"a\":null}",
        }.Select(JsonCase.Invalid),
        JsonCase.Invalid(Nested(40, "[", "]", "1")), JsonCase.Invalid(Nested(40, "{\"a\":", "}", "1")), JsonCase.Invalid(new string('[', 100_000)), JsonCase.Invalid(Nested(100_000, "[", "]", "")), JsonCase.Invalid(Nested(100_000, "{\"a\":", "}", "1")), JsonCase.Invalid(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))),
        JsonCase.Invalid(new string(']', 1000)), JsonCase.Invalid(string.Concat(Enumerable.Repeat("[{\"a\":", 50_000))),
    ];

    public static IReadOnlyList<JsonCase> Values { get; } = [.. Numbers.Concat(Strings).Concat(Structures).DistinctBy(value => Convert.ToBase64String(value.Bytes))];

    /// <summary>What else a body may be than this object, or may have around it.</summary>
    public static IEnumerable<JsonCase> Around(string body)
    {
        foreach (var blank in new[] { " ", "\t", "\n", "\r", "\r\n\r\n", new string(' ', 10_000) })
        {
            yield return JsonCase.Valid($"{blank}{body}");
            yield return JsonCase.Valid($"{body}{blank}");
        }

        foreach (var scalar in new[] { "null", "true", "false", "0", "-1", "1e400", "\"\"", "\"a\"", "[]", $"[{body}]", "\"{}\"" })
            yield return JsonCase.Invalid(scalar);
        foreach (var rubbish in new[] { "x", "}", "]", ",", "{}", "[]", "null", "\0", "//", "/**/", ";", "\ufeff", "\u00a0", "\f", "\u001e" })
            yield return JsonCase.Invalid($"{body}{rubbish}");
        foreach (var rubbish in new[] { "x", "{", "[", ",", "\0", "//", "/**/", ")]}',\n", "\ufeff", "\u00a0", "\f", "\u001e", "data: ", "while(1);", "\ufffd" })
            yield return JsonCase.Invalid($"{rubbish}{body}");
        foreach (var whole in new[] { $"({body})", $"callback({body})", $"{body}\n{body}", $"<json>{body}</json>", "a=1&b=2", "<a/>", "---\na: 1", "a: 1", "{{}}", "{[]}", "{\"\"}", "{,}", "{null}", "{1}", "{'a':1}", "undefined" })
            yield return JsonCase.Invalid(whole);
        foreach (var encoding in new Encoding[] { new UnicodeEncoding(bigEndian: false, byteOrderMark: true), new UnicodeEncoding(bigEndian: true, byteOrderMark: true), new UTF32Encoding(bigEndian: false, byteOrderMark: true), new UTF32Encoding(bigEndian: true, byteOrderMark: true) })
        {
            yield return new JsonCase(encoding.GetBytes(body), JsonVerdict.Invalid);
            yield return new JsonCase([.. encoding.GetPreamble(), .. encoding.GetBytes(body)], JsonVerdict.Invalid);
        }

        for (var length = 1; length < body.Length; length += 1 + (body.Length / 12))
            yield return JsonCase.Invalid(body[..length]);
        yield return JsonCase.Invalid($"{new string('[', 100_000)}{body}");
    }

    private static string Nested(int depth, string open, string close, string inside) =>
        $"{string.Concat(Enumerable.Repeat(open, depth))}{inside}{string.Concat(Enumerable.Repeat(close, depth))}";
}
