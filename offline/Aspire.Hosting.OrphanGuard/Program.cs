using System.Globalization;
using System.Runtime.InteropServices;
using Aspire.Hosting.OrphanGuard;

// Ctrl+C reaches the whole process group, and a service manager signals every process: we go last, when our input ends.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, signal => signal.Cancel = true);

// From here on no signal ends us, which whoever started us waits for.
Console.WriteLine(GuardProtocol.Ready);

var watched = new WatchedProcesses();
while (await Console.In.ReadLineAsync() is { } line)
{
    if (line == GuardProtocol.Done) return;
    if (line.Length < 2 || !int.TryParse(line.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var processId)) continue;
    if (line[0] == GuardProtocol.Watch) watched.Add(processId);
    if (line[0] == GuardProtocol.Forget) watched.Remove(processId);
}

watched.KillAll();
if (args is [var mark]) await new MarkedProcesses(mark).KillAllAsync();
