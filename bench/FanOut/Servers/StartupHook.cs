using System.Globalization;
using System.Net.Sockets;
using System.Text;

// The runtime looks for a type of this name outside of any namespace.
#pragma warning disable CA1050, MA0047, MA0048

/// <summary>
/// Lets a measured server answer what no other process can ask the system for: how much it has allocated. The runtime runs this before the server's
/// own <c>Main</c> (<c>DOTNET_STARTUP_HOOKS</c>), so that the server needs no code for it and every server is asked in the same way. It costs one
/// thread that waits for the question.
/// </summary>
internal static class StartupHook
{
    /// <summary>Environment variable with the path of the socket to answer on.</summary>
    internal const string SocketVariable = "ROOMCHAT_BENCHMARK_PROBE";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(SocketVariable) is not { Length: > 0 } path) return;
        // For this process only, not for what it starts.
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
                $"{GC.GetTotalAllocatedBytes(precise: true)} {GC.CollectionCount(0)} {GC.GetTotalPauseDuration().Ticks} {GC.GetTotalMemory(forceFullCollection: false)}")));
        }
    }
}
