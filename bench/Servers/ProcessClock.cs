using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RoomChat.Benchmarks.Servers;

/// <summary>
/// Processor time of another process in nanoseconds. <c>/proc</c> and <see cref="Process"/> have a resolution of 10 ms.
/// </summary>
internal static partial class ProcessClock
{
    /// <summary>Returns the processor time of a running process so far, over all threads.</summary>
    public static TimeSpan Read(int processId)
    {
        if (!OperatingSystem.IsLinux()) return Process.GetProcessById(processId).TotalProcessorTime;
        var error = clock_getcpuclockid(processId, out var clock);
        if (error != 0) throw new Win32Exception(error);
        if (clock_gettime(clock, out var time) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000.0);
    }

#pragma warning disable IDE1006 // The system's names.
    [LibraryImport("libc")]
    private static partial int clock_getcpuclockid(int processId, out int clock);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int clock_gettime(int clock, out TimeSpec time);
#pragma warning restore IDE1006

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
