namespace CampaignFunctions.Core.Exports;

/// <summary>One format of an export. Writes into memory; <see cref="IExport"/> hands it on.</summary>
internal interface IExportWriter<in T> : IDisposable
{
    void Begin();

    void Write(T row);

    void End();
}
