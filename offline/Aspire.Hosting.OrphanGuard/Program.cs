using System.Runtime.InteropServices;
using Aspire.Hosting.OrphanGuard;

// Ctrl+C reaches the whole process group, and a service manager signals every process: we go last, when our input ends.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, signal => signal.Cancel = true);

var watched = new WatchedProcesses();
while (await Console.In.ReadLineAsync() is { } line) watched.Apply(line);
watched.KillAll();
