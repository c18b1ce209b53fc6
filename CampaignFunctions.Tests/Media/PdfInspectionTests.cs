using System.Text;

namespace CampaignFunctions.Tests.Media;

public sealed class PdfInspectionTests : IAsyncLifetime
{
    private readonly Inspection inspection = new();

    [Fact]
    public async Task A_PDF_gives_its_pages_and_its_first_page_as_a_picture()
    {
        var facts = await inspection.FactsAsync(inspection.Media.Write("a.pdf", TestMedia.Pdf()), "application/pdf");

        Assert.Equal((300, 200), (facts.Width, facts.Height));
        Assert.Equal("1", facts.Metadata["pages"]);
        var thumbnail = await inspection.FactsAsync(inspection.Thumbnail, "image/webp");
        Assert.Equal(320, thumbnail.Width);
    }

    [Fact]
    public async Task A_broken_PDF_fails()
    {
        var error = await inspection.ErrorAsync(inspection.Media.Write("a.pdf", "%PDF-1.7\nnothing more"u8.ToArray()), "application/pdf");

        Assert.Equal("The PDF is damaged and can't be read.", error.Detail);
    }

    [Fact]
    public async Task A_PDF_with_a_password_fails_and_says_so()
    {
        var locked = Encoding.ASCII.GetString(TestMedia.Pdf()).Replace(
            "/Root 1 0 R",
            $"/Root 1 0 R /ID [<{new string('0', 32)}> <{new string('0', 32)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('A', 64)}> /U <{new string('B', 64)}> >>",
            StringComparison.Ordinal);

        var error = await inspection.ErrorAsync(inspection.Media.Write("a.pdf", Encoding.ASCII.GetBytes(locked)), "application/pdf");

        Assert.Equal("The PDF is locked with a password.", error.Detail);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await inspection.DisposeAsync();
}
