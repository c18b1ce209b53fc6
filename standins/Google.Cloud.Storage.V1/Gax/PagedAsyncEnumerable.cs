namespace Google.Api.Gax;

/// <summary>A listing, page by page.</summary>
/// <remarks>https://cloud.google.com/dotnet/docs/reference/Google.Api.Gax/latest/Google.Api.Gax.PagedAsyncEnumerable-2</remarks>
public abstract class PagedAsyncEnumerable<TResponse, TResource>
{
    public virtual IAsyncEnumerable<TResponse> AsRawResponses() => throw new NotImplementedException();
}
