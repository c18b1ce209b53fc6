using System.Buffers.Text;
using System.Text;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// More than 2,000 values in the languages that lie behind the API: SQL and what PostgreSQL reads in texts (search queries, patterns,
/// arrays, JSON paths), numbers and dates at and beyond their ends, all kinds of Unicode, JSON, addresses and templates.
/// </summary>
internal static class Payloads
{
    public const string NotUnicode = "not Unicode";
    public const string Cursor = "cursor";

    private static readonly string[] Quotes = ["'", "\"", "\\'", "')", "'))", "']", "'}", "%'", "$$", "$a$", "\\", "1", "’", "＇"];

    private static readonly string[] Statements =
    [
        " or 1=1", " or 'a'='a", " and 1=cast((select version()) as int)", "||(select current_setting('app.tenant_id'))||", " union all select null, null, version()", " order by 999", " limit 0",
        " returning *", " for update", "::int", "; select pg_sleep(9)", "; drop table campaign_spaces", "; delete from campaign_assets", "; update tenants set storage_limit_bytes = 0", "; set role postgres",
        "; set app.tenant_id = 'victim'", "; select set_config('app.tenant_id', 'victim', false)", "; commit", "; rollback", "; discard all", "; listen x", "; copy tenants to program 'id'",
        "; do $x$ begin perform pg_sleep(9); end $x$", "; create role me superuser login",
    ];

    private static readonly string[] Ends = ["", " --", "; --", " /*", "*/", "\n--", "#"];

    private static readonly (string Kind, string[] Texts)[] Others =
    [
        ("tsquery",
        [
            "&", "|", "!", "<->", "<2>", "<-1>", "<99999>", ":*", ":ABCD", "'", "''", "'''", "a & b", "a | b", "!a", "!!a", "a & !b", "a <-> b", "a:*", "a:*b", "a:A", "'a b'", "''a''", "\\a", "a\\", "\\'", "\\\\",
            "(a", "a)", "((a))", "()", "(a | b) & c", "& a", "a &", "a b", "a || b", "a && b", "a -> b", "a <=> b", "-a", "\"a b\"", "\"a", "a OR b", "a AND NOT b", "a' & 'b", "a':* | 'b", "a:b:c", "@@ a", "a@@b",
            "to_tsquery('a')", "simple", "english:a", "a:1A,2B", "5e3x", "a.b.c", "a@b.c", "http://a/b?c", "a-b-c", "/a/b", "&amp;", "<b>a</b>", "1.5e-3", "-1",
        ]),
        ("pattern",
        [
            "%", "_", "%%", "__", "\\%", "\\_", "\\", "%a%", "a%", "%a", "a_b", "a%b%c", ".*", ".", "^", "$", "^$", "[a-z]", "[^a]", "[", "]", "[[:alpha:]]", "[[.space.]]", "[[:<:]]", "[z-a]", "(", ")", "(a|b)*", "(a+)+$",
            "a{1,255}", "a{65536}", "a{", "{1}", "*", "?", "+", "\\1", "\\d", "\\y", "\\Z", "\\u0041", "(?i)a", "(?=a)", "(?#a)", "***:a", "***=a", "***", "(((((((((((", "a|*", "a||b", "similar to", "a~*b", "!~~*", "escape '!'",
        ]),
        ("array",
        [
            "{}", "{a}", "{a,b}", "{\"a\"}", "{NULL}", "{{a},{b}}", "{{a},{b,c}}", "{", "}", "{,}", "{a,}", "{\"}", "[1:2]={a,b}", "[2:1]={}", "{a\\,b}", "{\"a\\\"b\"}", "'{a}'::text[]", "array['a']", "any('{a}')", "ANY(", "(a,b)", "(,)", "row(1)",
        ]),
        ("json",
        [
            "[]", "{\"a\":1}", "[\"a\"]", "null", "true", "\"", "\\u0000", "\\u0041", "{\"$ne\":null}", "{\"$gt\":\"\"}", "{\"$where\":\"1\"}", "__proto__", "constructor.prototype", "{\"a\":1,\"a\":2}", "->>'a'", "#>>'{a}'", "@?", "@> '{}'", "? 'a'", "?| array['a']",
            "\",\"is_template\":true,\"x\":\"", "\"}", "\\", "\\\"", "*/", "//", "NaN", "undefined",
        ]),
        ("jsonpath",
        [
            "$", "$.a", "$.*", "$.**", "$.**{2 to last}", "$[*]", "$[0 to last]", "lax $.a", "strict $.a", "$.a ? (@ > 1)", "$ ? (@ like_regex \"(a+)+$\")", "$ ? (@ starts with \"a\")", "$.a.type()", "$.keyvalue()", "$.datetime()", "$x", "$[?(@.a)]", "$..a", "exists(@.a)", "@.a",
        ]),
        ("dollar", ["$$", "$$a$$", "$a$b$a$", "$x$;drop table tenants;$x$", "$1", "$2", "$0", "$99999", "$-1", "$$$", "$_$", "$1::text", "U&'\\0041'", "E'\\x41'", "B'1'", "X'41'", "N'a'"]),
        ("format",
        [
            "%s", "%n%n%n%n", "%I", "%L", "%1$s", "%x%x%x", "%99999999d", "{0}", "{1}", "{-1}", "{{}}", "{{0}}", "{0:N99999999}", "{0,-99999999}", "${a}", "#{a}", "$(id)", "`id`", "{{7*7}}", "<%= 7*7 %>", "${jndi:ldap://127.0.0.1/a}",
            "@p0", "@__search_0", "@app_tenant_id", "@ef_filter__TenantId", ":a", "?", "??", "?1", "@@version", "\\gset", "\\copy", "{Function}", "%{a}", "$[a]",
        ]),
        ("number",
        [
            "0", "-0", "+0", "-1", "+1", "01", "1.", ".5", "1e5", "1E+5", "1e-400", "1e400", "-1e400", "NaN", "nan", "Infinity", "-Infinity", "inf", "∞", "0x10", "0b1", "0o7", "1_000", "1,000", "1 000", "1;2", "--1", "1-1", "1/0", "１２", "٣", "Ⅷ", "²", "½",
            "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "79228162514264337593543950335", "79228162514264337593543950336", "0.00000000000000000000000000001",
            "5000.00000000000000000000000000000001", "9999999999999999.9999", "99999999999999999999.9999", "4.9e-324", "1.8e308", "0e99999999999", "1e131071", "1e99999999999", "true", "True", "TRUE", "yes", "on", "t", "1 ", "\t1", "1\n", "NULL",
        ]),
        ("date",
        [
            "0000-00-00", "0000-01-01", "0001-01-01", "-0001-01-01", "4713-01-01 BC", "-4713-11-24", "9999-12-31", "10000-01-01", "+10000-01-01", "294276-12-31", "2026-02-29", "2024-02-29", "2026-13-01", "2026-00-10", "2026-01-32", "2026-1-2", "20260122", "2026-W04-4",
            "2026-022", "01/02/2026", "22.01.2026", "infinity", "-infinity", "epoch", "now", "today", "tomorrow", "allballs", "J2451187", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00-14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.9999999Z",
            "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:60Z", "2026-01-22T24:00:00Z", "2026-01-22T25:00:00Z", "2026-01-22T10:60:00Z", "2026-01-22T10:30:00", "2026-01-22T10:30:00+99:99", "2026-01-22T10:30:00.1234567890123Z", "2026-01-22T", "T", "T10:30", "2026-01-22T10:30:00 Europe/Vienna",
            "2026-06-01T02:30:00[UTC]", "٢٠٢٦-٠١-٢٢", "2026‑01‑22", "1769000000", "1e12",
        ]),
        ("control", ["\0", "a\0b", "\u0001", "\u0007", "\b", "\t", "\n", "\r", "\r\n", "\u000b", "\f", "\u001a", "\u001b[31m", "\u001f", "\u007f", "\u0085", "\u009f", " ", "  ", "a\r\nX-Injected: b", "a\n\nb"]),
        ("Unicode",
        [
            "\u00a0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202f", "\u3000", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a\u202b\u202d", "\u202etxt.exe", "\u2066a\u2069", "\u2060", "\ufeff", "\ufeffa", "\ufff9", "\ufffc", "\ufffd", "\ufffe", "\uffff", "\ufdd0",
            "\U0001fffe", "\U0010ffff", "\U000e0001", "\ue000", "\U000f0000", "e\u0301", "\u00e9", "\u0301", "a\u0300\u0301\u0302\u0303", "\u0344", "\u0345", "\u1100\u1161", "\u0958", "😀", "👨‍👩‍👧‍👦", "🇦🇹", "1️⃣", "𠀀𠀁", "𝟘𝟙", "𐐀", "ǅ", "ß", "ẞ", "İ", "ı", "ſ", "ς", "ŉ", "ﬃ", "ﷺ", "㌀", "㏙",
            "ＡＢＣ", "＂", "ʼ", "‘or 1=1--", "﹤b﹥", "Аdmin", "العربية", "עברית", "ไทย", "日本語", "हिन्दी", "한국어", "नि\u0303",
        ]),
        ("address",
        [
            "..", "../", "../../../../etc/passwd", "..\\..\\", "..%2f..%2f", "%2e%2e%2f", "%252e%252e", "%00", "%", "%zz", "%u0041", "/", "//", "\\", "C:\\", "\\\\host\\share", "file:///etc/passwd", "a/b", "a%2Fb", ";a=b", "?a=b", "#a", "&tenant_id=victim", "&hard=true",
            "=", "+", "a+b", "http://127.0.0.1/", "http://[::1]/", "//127.0.0.1", "javascript:alert(1)", "data:text/html,a", "a;b", "a,b", ",", ",,", "a, ,b",
        ]),
        ("markup", ["<script>alert(1)</script>", "<svg onload=alert(1)>", "\"><b>", "<!--", "]]>", "<?xml version=\"1.0\"?>", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>", "&lt;", "&#0;", "=cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "+1+1", "\t=1", "=1+1"]),
        ("length", [new('a', 255), new('a', 256), new('\'', 1000), new('%', 1000), string.Concat(Enumerable.Repeat("😀", 255)), string.Concat(Enumerable.Repeat("a ", 100)), string.Concat(Enumerable.Repeat("a,", 200)), "a" + new string('\u0301', 200), new('ﬃ', 200), new('ﷺ', 200), new('(', 500), new('0', 400), "1" + new string('0', 400)]),
    ];

    private static readonly string[] Jsons =
    [
        "\"\\ud800\"", "\"\\udc00\"", "\"\\udc00\\ud800\"", "\"a\\ud83db\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"\\u0027 or 1=1 --\"", "\"\\/\"", "\"\\b\\f\\n\\r\\t\"", "\"\\x41\"", "\"\\'\"", "'a'", "\"a", "null", "true", "false", "0", "-0", "1e400", "1E131071", "-1",
        "9223372036854775808", "0.1e-30", "NaN", "Infinity", "01", "+1", "1.", ".5", "0x1", "[]", "[[]]", "[null]", "[1,\"a\",null,{}]", "[\"a\",\"a\"]", "[\"\\u0000\"]", "[\"\\ud800\"]", "[,]", "[1,]", "{}", "{\"\":\"\"}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "{\"\\u0000\":1}",
        "{\"\\ud800\":1}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}", "{\"a\":1e131071}", "{\"a\":1e999999999}", "{\"a\":-0}", "{\"$ne\":null}", "{\"__proto__\":{\"is_template\":true}}", "{\"a\":[{\"b\":[{\"c\":null}]}]}", "{\"a\":undefined}", "{a:1}", "{\"a\":1,}", "{\"a\" 1}", "{/**/}", "//", "",
    ];

    private static readonly byte[][] Bytes =
    [
        [0xC0, 0xAF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xE0, 0x80, 0xA7], [0xF0, 0x80, 0x80, 0xAF], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xBF], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFE], [0xFF], [0xFF, 0xFE], [(byte)'a', 0xFF, (byte)'b'], [0xBF, 0x27], [0x27, 0xBF],
    ];

    private static readonly string[] CursorMembers =
    [
        "", "\"order_by\":\"created_at\"", "\"order_by\":null,\"order_desc\":true,\"key\":1,\"id\":\"019a0000-0000-7000-8000-000000000000\"",
        .. new[]
        {
            "null", "true", "1", "-1", "1e400", "1e-400", "9223372036854775808", "\"\"", "\"a\"", "\"' or 1=1 --\"", "\"\\u0000\"", "\"\\ud800\"", "\"2026-01-22\"", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"infinity\"", "[]", "{}", "[1]",
            "{\"a\":1,\"a\":2}",
        }.SelectMany(key => new[] { "created_at", "campaign_name", "asset_name", "budget", "platform", "started_at", "occurred_at", "timestamp" }.Select(column => $"\"order_by\":\"{column}\",\"order_desc\":true,\"key\":{key},\"id\":\"019a0000-0000-7000-8000-000000000000\"")),
        "\"order_by\":\"created_at\",\"order_desc\":true,\"key\":\"2026-01-22T00:00:00Z\",\"id\":\"a\"", "\"order_by\":\"id; drop table tenants\",\"order_desc\":true,\"key\":1,\"id\":\"019a0000-0000-7000-8000-000000000000\"",
        "\"order_by\":\"created_at\",\"order_desc\":\"true\",\"key\":\"2026-01-22T00:00:00Z\",\"id\":\"019a0000-0000-7000-8000-000000000000\"", "\"order_by\":\"created_at\",\"order_by\":\"budget\",\"order_desc\":true,\"key\":1,\"id\":\"019a0000-0000-7000-8000-000000000000\"",
    ];

    /// <summary>All but cursors.</summary>
    public static IReadOnlyList<Payload> All { get; } =
    [
        .. from quote in Quotes from statement in Statements from end in Ends select Payload.OfText("SQL", $"a{quote}{statement}{end}"),
        .. Others.SelectMany(other => other.Texts.Select(text => Payload.OfText(other.Kind, text))),
        .. Jsons.Select(json => Payload.OfJson("JSON", json)),
        .. Enumerable.Range(30, 5).SelectMany(depth => new[] { ('[', ']'), ('{', '}') }.Select(pair => Payload.OfJson("depth", Nested(depth, pair.Item1, pair.Item2)))),
        .. Bytes.Select(bytes => Payload.OfBytes(bytes)),
    ];

    /// <summary>Where a page ended, as only somebody would say it who was never told.</summary>
    public static IReadOnlyList<Payload> Cursors { get; } =
        [.. CursorMembers.Select(members => $"{{{members}}}").Concat(Jsons).Append(Nested(100, '[', ']')).Select(json => Payload.OfText(Cursor, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json))))];

    private static string Nested(int depth, char open, char close) =>
        open == '[' ? $"{new string(open, depth)}{new string(close, depth)}" : $"{string.Concat(Enumerable.Repeat("{\"a\":", depth))}1{new string(close, depth)}";
}
