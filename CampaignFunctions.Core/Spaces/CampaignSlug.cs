using System.Text;

namespace CampaignFunctions.Core.Spaces;

/// <summary>A campaign's name as it can stand in an address: letters and digits of any script, joined by '-'.</summary>
internal static class CampaignSlug
{
    public static string Of(string campaignName)
    {
        var slug = new StringBuilder(campaignName.Length);
        foreach (var rune in campaignName.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                slug.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length > 0 ? trimmed : "campaign";
    }
}
