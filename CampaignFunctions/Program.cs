using CampaignFunctions.Core.Media.Child;

// Images are decoded in limited children of this program's own; see MediaChild.
if (args is [MediaChild.Argument])
    return MediaChild.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());

return 0;
