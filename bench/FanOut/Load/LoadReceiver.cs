using System.Diagnostics;
using System.Net;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>All WebSockets of the load. One thread reads them, because with few cores a second thread would only slow the server.</summary>
internal sealed class LoadReceiver : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private const int ReceiveBytes = 1 << 18;
    private const int OpenedAtOnce = 200;
    private const int WaitMilliseconds = 20;

    private readonly Epoll _epoll = new();
    private readonly LoadConnection?[] _connections;
    private readonly Thread _thread;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private volatile bool _isStopped;
    private volatile Exception? _failure;
    private int _opened;
    private int _joined;
    private int _closed;
    private long _wakeAt = long.MaxValue;
    private readonly AutoResetEvent _wake = new(false);

    /// <param name="connections">The maximum number of connections.</param>
    public LoadReceiver(int connections)
    {
        Ledger = new DeliveryLedger(connections);
        _connections = new LoadConnection?[connections];
        _thread = new Thread(Run) { IsBackground = true, Name = "load receiver" };
        _thread.Start();
    }

    public DeliveryLedger Ledger { get; }

    /// <summary>The number of connections that the server closed.</summary>
    public int Closed => Volatile.Read(ref _closed);

    /// <summary>The reason of the first close.</summary>
    public string? FirstCloseReason { get; private set; }

    /// <summary>The distinct errors that the servers reported.</summary>
    public IReadOnlyList<string> Complaints => [.. _connections.Select(connection => connection?.Complaint).OfType<string>().Distinct()];

    /// <summary>Opens connections and waits until all are members of their rooms.</summary>
    /// <param name="server">The address of the server.</param>
    /// <param name="wire">The protocol.</param>
    /// <param name="rooms">The room of each connection.</param>
    /// <param name="limit">The time limit.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <param name="headers">Additional headers of each request, each with its line end.</param>
    public async Task OpenAsync(
        IPEndPoint server, IChatWire wire, IReadOnlyList<string> rooms, TimeSpan limit, CancellationToken ct, string headers = "")
    {
        var started = Stopwatch.GetTimestamp();
        var first = _opened;
        for (var opened = 0; opened < rooms.Count; opened++)
        {
            await WaitAsync(() => first + opened - Volatile.Read(ref _joined) < OpenedAtOnce, started, limit, ct);
            var connection = LoadConnection.Open(first + opened, rooms[opened], server, wire, Ledger, headers);
            Volatile.Write(ref _connections[_opened++], connection);
            _epoll.Watch(connection.Descriptor, connection.Number);
        }
        await WaitAsync(() => Volatile.Read(ref _joined) == first + rooms.Count, started, limit, ct);
    }

    /// <summary>Waits for a number of deliveries, until the time limit.</summary>
    /// <returns>Whether the deliveries were made.</returns>
    public bool WaitForDeliveries(long deliveries, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        Volatile.Write(ref _wakeAt, deliveries);
        // The receiver may pass the number before it sees the new wake-up value, so the wait has a timeout.
        while (Ledger.Delivered < deliveries && Closed == 0 && Stopwatch.GetElapsedTime(started) < limit) _wake.WaitOne(WaitMilliseconds);
        Volatile.Write(ref _wakeAt, long.MaxValue);
        ThrowIfFailed();
        return Ledger.Delivered >= deliveries;
    }

    public void Dispose()
    {
        _isStopped = true;
        _thread.Join();
        foreach (var connection in _connections) connection?.Dispose();
        _epoll.Dispose();
        _wake.Dispose();
    }

    private async Task WaitAsync(Func<bool> condition, long started, TimeSpan limit, CancellationToken ct)
    {
        while (!condition())
        {
            ThrowIfFailed();
            if (Stopwatch.GetElapsedTime(started) > limit) throw new TimeoutException($"{_joined} connections have joined after {limit}.");
            await Task.Delay(1, ct);
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure) throw new InvalidOperationException("The load could not be received.", failure);
    }

    private void Run()
    {
        try
        {
            while (!_isStopped) ReceiveOnce();
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }

    private void ReceiveOnce()
    {
        var ready = _epoll.Wait(WaitMilliseconds);
        for (var index = 0; index < ready; index++) Read(Volatile.Read(ref _connections[_epoll[index]])!);
        if (Ledger.Delivered >= Volatile.Read(ref _wakeAt)) _wake.Set();
    }

    private void Read(LoadConnection connection)
    {
        var kept = connection.Tail.Length;
        connection.Tail.CopyTo(_buffer);
        var count = connection.CloseReason is null ? Epoll.Receive(connection.Descriptor, _buffer.AsSpan(kept, ReceiveBytes)) : -1;
        if (count > 0)
        {
            var joined = connection.IsJoined;
            connection.Receive(_buffer.AsSpan(0, kept + count), LoadClock.Now);
            if (connection.IsJoined != joined) Volatile.Write(ref _joined, _joined + 1);
        }
        if (count < 0 || connection.CloseReason is not null) End(connection);
    }

    private void End(LoadConnection connection)
    {
        FirstCloseReason ??= connection.CloseReason ?? "closed without a word";
        Volatile.Write(ref _closed, _closed + 1);
        _epoll.Forget(connection.Descriptor);
    }
}
