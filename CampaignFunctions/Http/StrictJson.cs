using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Http;

/// <summary>Reads JSON that means one thing to everybody, and that can be kept and read again (RFC 8259, and RFC 7493 for what it leaves open).</summary>
internal static class StrictJson
{
    /// <summary>
    /// What the exponents of all its numbers come to. PostgreSQL writes numbers out (https://www.postgresql.org/docs/current/datatype-json.html):
    /// 1e100000 takes 8 bytes to send, and 100,001 whenever it is read.
    /// </summary>
    public const int MaxExponents = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = WireJson.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The value, or why it cannot be taken.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static Result<JsonNode?> Parse(ReadOnlySpan<byte> json)
    {
        var exponents = 0L;
        // The parser passes over text and numbers it is not asked for, so that bytes which are no UTF-8 and halves of surrogate
        // pairs would be replaced or only found once something reads them.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = WireJson.MaxDepth + 1 });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth == WireJson.MaxDepth)
                return new OperationError(ErrorKind.Invalid, "json_too_deep", $"A JSON body has objects and lists in at most {WireJson.MaxDepth} levels, itself included.");

            if (reader.TokenType is JsonTokenType.Number && (exponents += ExponentOf(reader.ValueSpan)) > MaxExponents)
                return new OperationError(ErrorKind.Invalid, "json_numbers_too_long", $"The exponents of a JSON body's numbers come to at most {MaxExponents}: where they are kept they are written out.");

            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsUnicode(ref reader))
                throw new JsonException("Not Unicode.", path: null, lineNumber: 0, reader.TokenStartIndex);
        }

        return Result.Of(JsonNode.Parse(json, nodeOptions: null, Strict));
    }

    private static long ExponentOf(ReadOnlySpan<byte> number)
    {
        var sign = number.IndexOfAny((byte)'e', (byte)'E');
        if (sign < 0)
            return 0;

        // One that no integer holds is more than enough by itself.
        return Utf8Parser.TryParse(number[(sign + 1)..], out int exponent, out _) ? Math.Abs((long)exponent) : int.MaxValue;
    }

    private static bool IsUnicode(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
