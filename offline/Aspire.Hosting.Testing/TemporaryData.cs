namespace Aspire.Hosting.Testing;

/// <summary>A folder for what one application under test keeps; gone with it.</summary>
internal sealed class TemporaryData : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("aspire-offline-test-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // Something still writes there, or it is gone already; the system empties its temporary folder.
            return;
        }
    }
}
