using System.Text.Json.Nodes;

namespace CampaignFunctions.Tests.Support;

/// <summary>What a <see cref="BigQueryServer"/> does to one call instead of answering it as it should.</summary>
internal sealed record BigQueryFault(BigQueryTrouble Trouble, int Status = 200, string Reason = "", string Message = "")
{
    /// <summary>The connection breaks before anything is done.</summary>
    public static BigQueryFault Reset { get; } = new(BigQueryTrouble.Reset);

    /// <summary>The call is done, and the connection breaks before the answer.</summary>
    public static BigQueryFault LoseAnswer { get; } = new(BigQueryTrouble.LoseAnswer);

    /// <summary>Nothing comes, until the caller gives up.</summary>
    public static BigQueryFault Stall { get; } = new(BigQueryTrouble.Stall);

    /// <summary>The connection breaks in the middle of the answer.</summary>
    public static BigQueryFault BreakOff { get; } = new(BigQueryTrouble.BreakOff);

    /// <summary>The answer ends in the middle, as if it were whole.</summary>
    public static BigQueryFault CutShort { get; } = new(BigQueryTrouble.CutShort);

    /// <summary>jobComplete is false.</summary>
    public static BigQueryFault Incomplete { get; } = new(BigQueryTrouble.Incomplete);

    /// <summary>There are more rows, but the answer has no token for them.</summary>
    public static BigQueryFault LoseToken { get; } = new(BigQueryTrouble.LoseToken);

    /// <summary>Only one row comes, whatever was asked for.</summary>
    public static BigQueryFault OneRow { get; } = new(BigQueryTrouble.OneRow);

    /// <summary>No row comes, although there are some.</summary>
    public static BigQueryFault NoRows { get; } = new(BigQueryTrouble.NoRows);

    public static BigQueryFault Error(int status, string reason, string message = "It did not work.") => new(BigQueryTrouble.Error, status, reason, message);

    public static BigQueryFault Unavailable { get; } = Error(503, "backendError", "The service is currently unavailable.");

    /// <summary>As https://cloud.google.com/bigquery/docs/error-messages has it.</summary>
    public JsonObject ToJson() => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = Status,
            ["message"] = Message,
            ["errors"] = new JsonArray(new JsonObject { ["message"] = Message, ["domain"] = "global", ["reason"] = Reason }),
        },
    };
}

internal enum BigQueryTrouble
{
    Reset,
    LoseAnswer,
    Stall,
    BreakOff,
    CutShort,
    Incomplete,
    LoseToken,
    OneRow,
    NoRows,
    Error,
}
