using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace RoomChat.Tests.Samples;

/// <summary>A sample program, run against the whole system.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Process _process;

    private SampleProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        TestHostGuard.Watch(_process);
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Lines of the standard output so far.</summary>
    internal IReadOnlyList<string> Output => _output.ToArray();

    /// <summary>Lines of the error output so far.</summary>
    internal IReadOnlyList<string> Errors => _errors.ToArray();

    /// <summary>Starts a program. Skips the test if the program is missing.</summary>
    /// <param name="program">Its name on the PATH, or its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="gateway">The gateway of the system under test.</param>
    internal static SampleProcess Start(string program, IEnumerable<string> arguments, Uri gateway)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ROOMCHAT_GATEWAY"] = gateway.GetLeftPart(UriPartial.Authority),
                ["ROOMCHAT_KEY"] = ChatSystem.Key,
            },
        };
        try
        {
            return new SampleProcess(start);
        }
        catch (Win32Exception missing)
        {
            Assert.Skip($"The sample needs '{program}': {missing.Message}");
            throw;
        }
    }

    /// <summary>Types a line.</summary>
    internal async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Closes the input, waits for the end and returns the exit code.</summary>
    internal async Task<int> EndAsync(CancellationToken ct)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        TestHostGuard.Forget(_process.Id);
        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
