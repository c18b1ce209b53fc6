using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CampaignFunctions.Core.Validation;

/// <summary>Free-form metadata: any JSON object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonObjectAttribute : ValidationAttribute
{
    /// <summary>
    /// What the exponents of its numbers come to in all. PostgreSQL writes numbers out (https://www.postgresql.org/docs/current/datatype-json.html):
    /// 1e100000 takes 8 bytes to send, and 100,001 whenever it is read.
    /// </summary>
    public const int MaxExponents = 64 * 1024;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => value switch
    {
        null => ValidationResult.Success,
        not JsonElement { ValueKind: JsonValueKind.Object } => Invalid("must be a JSON object.", validationContext),
        JsonElement element when ExponentsOf(element) > MaxExponents => Invalid($"has numbers whose exponents come to more than {MaxExponents}.", validationContext),
        _ => ValidationResult.Success,
    };

    private static long ExponentsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Sum(member => ExponentsOf(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Sum(ExponentsOf),
        JsonValueKind.Number => ExponentOf(JsonMarshal.GetRawUtf8Value(element)),
        _ => 0,
    };

    private static long ExponentOf(ReadOnlySpan<byte> number)
    {
        var sign = number.IndexOfAny((byte)'e', (byte)'E');
        if (sign < 0)
            return 0;

        // One that no integer holds is more than enough by itself, and such many of them don't overflow the sum.
        return Utf8Parser.TryParse(number[(sign + 1)..], out int exponent, out _) ? Math.Abs((long)exponent) : int.MaxValue;
    }

    private static ValidationResult Invalid(string message, ValidationContext context) => new(message, [context.MemberName!]);
}
