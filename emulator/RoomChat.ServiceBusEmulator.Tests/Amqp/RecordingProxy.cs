using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>
/// A proxy between one client and the emulator. It keeps the frames that the emulator sends, because the library does not show all of
/// them. It can also cut the connection, as a crash does.
/// </summary>
internal sealed class RecordingProxy : IDisposable
{
    private const int ProtocolHeaderSize = 8;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<(ulong Code, List Fields)> _frames = new();
    private readonly TcpClient _server = new();
    private TcpClient? _client;

    internal RecordingProxy(int serverPort)
    {
        _listener.Start();
        Running = RunAsync(serverPort);
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Completes when the connection ends.</summary>
    internal Task Running { get; }

    /// <summary>The fields of all performatives of one kind that the emulator has sent so far.</summary>
    internal IReadOnlyList<List> Received(ulong code) => [.. _frames.Where(frame => frame.Code == code).Select(frame => frame.Fields)];

    /// <summary>Cuts the connection without a close frame.</summary>
    internal void Cut()
    {
        _client?.Client.Close(0);
        _server.Client.Close(0);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
        _server.Dispose();
    }

    private async Task RunAsync(int serverPort)
    {
        _client = await _listener.AcceptTcpClientAsync();
        await _server.ConnectAsync(IPAddress.Loopback, serverPort);
        try
        {
            await Task.WhenAny(
                _client.GetStream().CopyToAsync(_server.GetStream()), ForwardAsync(_server.GetStream(), _client.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The connection was cut, so the proxy ends.
            Cut();
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to)
    {
        var start = new byte[ProtocolHeaderSize];
        while (await from.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false) == start.Length)
        {
            var isProtocolHeader = start.AsSpan(0, 4).SequenceEqual("AMQP"u8);
            var size = isProtocolHeader ? ProtocolHeaderSize : (int)BinaryPrimitives.ReadUInt32BigEndian(start);
            var frame = new byte[size];
            start.CopyTo(frame, 0);
            await from.ReadExactlyAsync(frame.AsMemory(ProtocolHeaderSize));
            if (!isProtocolHeader && size > ProtocolHeaderSize) Keep(frame);
            await to.WriteAsync(frame);
        }
    }

    private void Keep(byte[] frame)
    {
        var body = new ByteBuffer(frame, ProtocolHeaderSize, frame.Length - ProtocolHeaderSize, frame.Length - ProtocolHeaderSize);

        // ReadObject on the whole body would create an object for a performative with a library type. That object hides the fields.
        Encoder.ReadFormatCode(body);
        if (Encoder.ReadObject(body) is ulong code && Encoder.ReadObject(body) is List fields) _frames.Enqueue((code, fields));
    }
}
