namespace CampaignFunctions.Core.Exports;

/// <summary>A list as a file, written row by row: its memory doesn't grow with the list.</summary>
public interface IExport
{
    string ContentType { get; }

    string FileName { get; }

    /// <summary>Once.</summary>
    Task WriteAsync(Stream target, CancellationToken cancellation);
}
