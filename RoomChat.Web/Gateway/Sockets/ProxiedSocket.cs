using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>
/// The client's side of a WebSocket that passes through the gateway byte by byte. When the gateway stops, it closes the connection instead
/// of the service: after the message in transit the client gets the gateway's close frame, and nothing else.
/// </summary>
internal sealed class ProxiedSocket(Stream client, Action<ProxiedSocket> ended) : DuplexStream
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly FrameTracker _fromClient = new();
    private readonly FrameTracker _toClient = new();
    private volatile bool _isLeaving;
    private bool _hasSaidGoodbye;
    private bool _hasToldService;

    /// <summary>Sends the close frame as soon as no message is in transit.</summary>
    /// <exception cref="IOException">The client is lost.</exception>
    public async Task LeaveAsync(CancellationToken ct)
    {
        _isLeaving = true;
        await _writing.WaitAsync(ct);
        try
        {
            await SayGoodbyeAsync(ct);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// Reads from the client. After the close frame it discards data until the client has closed its side. Then the service gets the close
    /// code for a moved client, whichever code the client sent, and closes its own side.
    /// </summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // An empty buffer only tests whether data is available.
        if (buffer.IsEmpty) return _isLeaving ? 0 : await client.ReadAsync(buffer, cancellationToken);
        var hasEnded = false;
        while (!_isLeaving || !(hasEnded || _fromClient.HasClosed))
        {
            var read = await client.ReadAsync(buffer, cancellationToken);
            _fromClient.Follow(buffer.Span[..read]);
            if (!_isLeaving) return read;
            hasEnded = read == 0;
        }
        if (_hasToldService) return 0;
        _hasToldService = true;
        Goodbye.FromClient.CopyTo(buffer);
        return Goodbye.FromClient.Length;
    }

    /// <summary>Writes data of the service. After the close frame it discards it.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_hasSaidGoodbye) return;
            var passed = _toClient.Follow(buffer.Span, untilMessageEnds: _isLeaving);
            await client.WriteAsync(buffer[..passed], cancellationToken);
            if (_isLeaving) await SayGoodbyeAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => client.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            ended(this);
            client.Dispose();
        }
        base.Dispose(disposing);
    }

    private async Task SayGoodbyeAsync(CancellationToken ct)
    {
        if (_hasSaidGoodbye || !_toClient.IsBetweenMessages) return;
        _hasSaidGoodbye = true;
        if (_toClient.HasClosed) return;
        await client.WriteAsync(Goodbye.ToClient, ct);
        await client.FlushAsync(ct);
    }
}
