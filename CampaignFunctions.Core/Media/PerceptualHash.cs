namespace CampaignFunctions.Core.Media;

/// <summary>A 64-bit difference hash (dHash): the picture as 9 × 8 grey pixels, one bit for each neighbouring pair of a row, set where
/// the left pixel is brighter; rows top to bottom, the first pair the highest bit. Resized and recompressed copies differ in few bits.</summary>
public static class PerceptualHash
{
    public const int Columns = 9;
    public const int Rows = 8;

    /// <summary>Hashes a picture already shrunk to 9 × 8.</summary>
    /// <param name="grey">72 bytes, row by row.</param>
    public static long Of(ReadOnlySpan<byte> grey)
    {
        var hash = 0UL;
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns - 1; column++)
            {
                var at = (row * Columns) + column;
                hash = (hash << 1) | (grey[at] > grey[at + 1] ? 1UL : 0UL);
            }
        }

        return unchecked((long)hash);
    }
}
