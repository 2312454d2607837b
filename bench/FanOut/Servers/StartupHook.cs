using System.Globalization;
using System.Net.Sockets;
using System.Text;

// The runtime requires this type name outside of any namespace.
#pragma warning disable CA1050, MA0047, MA0048

/// <summary>
/// Lets a measured server report its allocations, which no other process can read from the system. The runtime runs this before the
/// server's <c>Main</c> (<c>DOTNET_STARTUP_HOOKS</c>). So servers need no code for it and all report in the same way. It costs one waiting
/// thread.
/// </summary>
internal static class StartupHook
{
    /// <summary>Environment variable with the path of the listening socket.</summary>
    internal const string SocketVariable = "ROOMCHAT_BENCHMARK_PROBE";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(SocketVariable) is not { Length: > 0 } path) return;
        // The variables are for this process only, not for its child processes.
        Environment.SetEnvironmentVariable(SocketVariable, null);
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        new Thread(() => Answer(listener)) { IsBackground = true, Name = "benchmark probe" }.Start();
    }

    private static void Answer(Socket listener)
    {
        while (true)
        {
            using var caller = listener.Accept();
            caller.Send(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{GC.GetTotalAllocatedBytes(precise: true)} {GC.CollectionCount(0)} {GC.GetTotalPauseDuration().Ticks} "
                + $"{GC.GetTotalMemory(forceFullCollection: false)}")));
        }
    }
}
