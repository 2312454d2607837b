using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>Linux epoll and recv without a thread switch or an allocation in between. For one thread.</summary>
internal sealed partial class Epoll : IDisposable
{
    private const int Readable = 1;
    private const int Add = 1;
    private const int Remove = 2;
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int DoNotWait = 0x40;

    // The kernel packs this structure only on x64.
    private static readonly int EventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventBytes - sizeof(long);

    private readonly int _queue = Check(epoll_create1(0));
    private readonly byte[] _events = new byte[1024 * EventBytes];

    /// <summary>Starts to report the socket under the given number when it has bytes to read.</summary>
    public void Watch(int descriptor, int number)
    {
        Span<byte> registration = stackalloc byte[EventBytes];
        MemoryMarshal.Write(registration, Readable);
        MemoryMarshal.Write(registration[DataOffset..], (long)number);
        Check(epoll_ctl(_queue, Add, descriptor, registration));
    }

    /// <summary>Stops reporting a socket.</summary>
    public void Forget(int descriptor) => Check(epoll_ctl(_queue, Remove, descriptor, stackalloc byte[EventBytes]));

    /// <summary>Waits until sockets have bytes to read.</summary>
    /// <returns>The number of ready sockets. <see cref="this"/> returns the number of each.</returns>
    public int Wait(int milliseconds)
    {
        var ready = epoll_wait(_queue, _events, _events.Length / EventBytes, milliseconds);
        return ready < 0 && Marshal.GetLastPInvokeError() == Interrupted ? 0 : Check(ready);
    }

    /// <summary>The number of a socket that the last <see cref="Wait"/> returned.</summary>
    public int this[int index] => (int)MemoryMarshal.Read<long>(_events.AsSpan((index * EventBytes) + DataOffset));

    /// <summary>Receives the available bytes.</summary>
    /// <returns>The number of bytes; 0 when there are none yet; -1 when the peer has closed.</returns>
    public static int Receive(int descriptor, Span<byte> buffer)
    {
        var count = recv(descriptor, buffer, buffer.Length, DoNotWait);
        if (count > 0) return (int)count;
        return count < 0 && Marshal.GetLastPInvokeError() is TryAgain or Interrupted ? 0 : -1;
    }

    public void Dispose() => Check(close(_queue));

    private static int Check(int result) => result < 0 ? throw new Win32Exception(Marshal.GetLastPInvokeError()) : result;

#pragma warning disable IDE1006 // The system's names.
    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int queue, int operation, int descriptor, Span<byte> registration);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int queue, byte[] events, int capacity, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(int descriptor, Span<byte> buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);
#pragma warning restore IDE1006
}
