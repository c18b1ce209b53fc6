namespace CampaignFunctions.Core.Results;

/// <summary>What an operation gives: a value, or the reason there is none. Both convert implicitly.</summary>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly OperationError? error;

    private Result(T? value, OperationError? error)
    {
        this.value = value;
        this.error = error;
    }

    public static implicit operator Result<T>(T value) => new(value, error: null);

    public static implicit operator Result<T>(OperationError error) => new(default, error);

    internal static Result<T> From(T value) => new(value, error: null);

    /// <summary>True when there is no value, and <paramref name="failure"/> says why.</summary>
    public bool Failed([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out OperationError? failure, out T success)
    {
        failure = error;
        success = value!;
        return error is not null;
    }

    public TOut Match<TOut>(Func<T, TOut> onValue, Func<OperationError, TOut> onError) =>
        error is null ? onValue(value!) : onError(error);

    public Result<TOut> Then<TOut>(Func<T, Result<TOut>> next) =>
        error is null ? next(value!) : error;

    public async Task<Result<TOut>> ThenAsync<TOut>(Func<T, Task<Result<TOut>>> next) =>
        error is null ? await next(value!) : error;
}

/// <summary>For values whose type is an interface, which C# does not convert implicitly.</summary>
public static class Result
{
    public static Result<T> Of<T>(T value) => Result<T>.From(value);
}
