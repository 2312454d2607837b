using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>
/// The client's side of a WebSocket that passes through the gateway, byte by byte as it comes. When the gateway stops, it ends the conversation for the service
/// behind: after the message that is on its way the client gets the gateway's goodbye, and nothing else.
/// </summary>
internal sealed class ProxiedSocket(Stream client, ReadOnlyMemory<byte> goodbye, Action<ProxiedSocket> ended) : DuplexStream
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly FrameTracker _toClient = new();
    private volatile bool _isLeaving;
    private bool _hasSaidGoodbye;

    /// <summary>Says goodbye, as soon as no message is on its way.</summary>
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

    /// <summary>What the client says, its answer to the goodbye included: by that the service knows that it has gone, and ends its side.</summary>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => client.ReadAsync(buffer, cancellationToken);

    /// <summary>What the service says; after the goodbye nobody hears it.</summary>
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
        await client.WriteAsync(goodbye, ct);
        await client.FlushAsync(ct);
    }
}
