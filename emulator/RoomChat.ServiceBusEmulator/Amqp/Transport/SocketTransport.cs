using System.Net.Sockets;
using Amqp;
using Amqp.Listener;

namespace RoomChat.ServiceBusEmulator.Amqp.Transport;

/// <summary>The library's transport for a client's connection. It begins with the client's AMQP header.</summary>
internal sealed class SocketTransport : IAsyncTransport, IDisposable
{
    /// <summary>Time to write the remaining bytes when a connection ends, and for the client to close its side.</summary>
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over = new();
    private readonly Socket _socket;
    private readonly Action<SocketTransport> _onEnd;
    private readonly FrameGuard _guard = new();
    private readonly IncomingFrames _incoming;
    private readonly OutgoingBytes _outgoing;
    private readonly CancellationToken _openDeadline;
    private int _headerLeft = Handshake.HeaderSize;
    private int _isClosed;

    /// <param name="socket">The connection, after the handshake.</param>
    /// <param name="onEnd">Called once when the connection is gone.</param>
    /// <param name="openDeadline">Ends the connection when the client has not sent its <c>open</c> by then.</param>
    public SocketTransport(Socket socket, Action<SocketTransport> onEnd, CancellationToken openDeadline)
    {
        _socket = socket;
        _openDeadline = openDeadline;
        _onEnd = onEnd;
        _incoming = new IncomingFrames(socket, _guard);
        _outgoing = new OutgoingBytes(socket);
    }

    public void SetConnection(Connection connection) => ConnectionState.Of((ListenerConnection)connection).Outgoing = _outgoing;

    public Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        _outgoing.Add(bufferList, listSize);
        return Task.CompletedTask;
    }

    public Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        var wanted = buffer.AsMemory(offset, count);
        if (_headerLeft > 0) return Task.FromResult(ReadHeader(wanted.Span));
        return _incoming.TryRead(wanted.Span, out var read) ? Task.FromResult(read) : ReceiveAsync(wanted);
    }

    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0) _ = EndAsync();
    }

    /// <summary>Ends the connection without a close frame.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        Close();
    }

    public void Send(ByteBuffer buffer) => throw new NotSupportedException("The library's listener sends asynchronously.");

    public int Receive(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The library's listener receives asynchronously.");

    // The handshake has read the header already, so it is repeated for the library.
    private int ReadHeader(Span<byte> wanted)
    {
        var part = Handshake.AmqpHeader[^_headerLeft..];
        var taken = Math.Min(part.Length, wanted.Length);
        part[..taken].CopyTo(wanted);
        _headerLeft -= taken;
        return taken;
    }

    private async Task<int> ReceiveAsync(Memory<byte> wanted)
    {
        // Backpressure: no frames are read from a client that does not read its own.
        await _outgoing.WhenRoomAsync().WaitAsync(_over.Token);
        if (_guard.IsOpen) return await _incoming.ReadAsync(wanted, _over.Token);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_openDeadline, _over.Token);
        try
        {
            return await _incoming.ReadAsync(wanted, either.Token);
        }
        catch (OperationCanceledException) when (_openDeadline.IsCancellationRequested)
        {
            throw new AmqpException(AmqpErrors.ConnectionForced("The connection was not opened in time."));
        }
    }

    /// <summary>
    /// Writes the remaining bytes and waits for the client to close. Closing a socket with unread input would discard them.
    /// </summary>
    private async Task EndAsync()
    {
        using var deadline = new CancellationTokenSource(TimeToEnd);
        try
        {
            await _over.CancelAsync();
            _outgoing.Complete();
            await _outgoing.Written.WaitAsync(deadline.Token);
            _socket.Shutdown(SocketShutdown.Send);
            var unread = new byte[1024];
            while (await _socket.ReceiveAsync(unread, deadline.Token) > 0) continue;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client is gone, or does not read.
            _socket.Close(timeout: 0);
        }
        finally
        {
            _socket.Dispose();
            _over.Dispose();
            _onEnd(this);
        }
    }
}
