using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RoomChat.Benchmarks.Servers;

/// <summary>Processor time of another process to the nanosecond; <c>/proc</c> and <see cref="Process"/> count in hundredths of a second.</summary>
internal static partial class ProcessClock
{
    /// <summary>What a running process has used so far, all threads together.</summary>
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
