using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>Writes to a client through the web server, for TLS or HTTP/2.</summary>
internal sealed class StreamTransport(Stream stream, HttpContext context) : ITransport
{
    /// <summary>Always 0: a stream cannot write without waiting.</summary>
    public int TryWrite(ReadOnlyMemory<byte> bytes) => 0;

    public async Task WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        try
        {
            foreach (var piece in pieces) await stream.WriteAsync(piece);
            await stream.FlushAsync();
        }
        catch (Exception lost) when (lost is OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            throw new IOException("The client is lost.", lost);
        }
    }

    public void Abort() => context.Abort();
}
