using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace RoomChat.Tests.Fixtures;

/// <summary>The official <c>@microsoft/signalr</c> for browsers, fetched with npm because NuGet does not have it.</summary>
internal static class SignalRScript
{
    /// <summary>Name and version, in npm's notation.</summary>
    internal const string Package = "@microsoft/signalr@10.0.11";

    /// <summary>Returns a file of the package. Skips the test if npm is missing or cannot fetch the package.</summary>
    /// <param name="path">The path in the package.</param>
    /// <param name="ct">Cancels the download.</param>
    internal static async Task<byte[]> GetAsync(string path, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("roomchat-signalr-");
        try
        {
            var trouble = await PackAsync(folder.FullName, ct);
            if (folder.EnumerateFiles("*.tgz").FirstOrDefault() is not { } archive)
            {
                Assert.Skip(
                    $"The test of the JavaScript client needs {Package}, and npm did not give it: {trouble}. "
                    + "Install Node.js with npm to run it.");
                return [];
            }
            await using var zipped = archive.OpenRead();
            await using var tar = new TarReader(new GZipStream(zipped, CompressionMode.Decompress));
            while (await tar.GetNextEntryAsync(cancellationToken: ct) is { } entry)
            {
                if (entry.Name != $"package/{path}") continue;
                using var script = new MemoryStream();
                await entry.DataStream!.CopyToAsync(script, ct);
                return script.ToArray();
            }
            throw new InvalidOperationException($"{Package} has no {path}.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> PackAsync(string folder, CancellationToken ct)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["pack", Package, "--silent"])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = npm.StandardOutput.ReadToEndAsync(ct);
            var complained = await npm.StandardError.ReadToEndAsync(ct);
            await said;
            await npm.WaitForExitAsync(ct);
            return complained;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return missing.Message;
        }
    }
}
