using System.Threading.Channels;
using RoomChat.Client;

namespace RoomChat.Tests.Client;

/// <summary>A server for a client under test: the test accepts each connection and sends and receives its frames.</summary>
internal sealed class ScriptedServer
{
    private readonly Channel<ScriptedSocket> _connections = Channel.CreateUnbounded<ScriptedSocket>();

    /// <summary>Every attempt to connect throws this while it is set.</summary>
    public RoomChatException? Refusal { get; set; }

    public int Attempts { get; private set; }

    public Uri? Address { get; private set; }

    public IFrameSocket CreateSocket() => new ScriptedSocket(Accept);

    public async Task<ScriptedSocket> NextConnectionAsync() =>
        await _connections.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Patience);

    /// <summary>Accepts the next connection and answers its resume frame for the room "all".</summary>
    public async Task<ScriptedSocket> WelcomeAsync(long offset = 0, bool recovered = false, string epoch = "e1")
    {
        var socket = await NextConnectionAsync();
        await socket.HearAsync<RoomChat.Contracts.Frames.ClientFrame.Resume>();
        socket.Say(new RoomChat.Contracts.Frames.ServerFrame.Resumed("all", offset, epoch, recovered));
        return socket;
    }

    private void Accept(ScriptedSocket socket, Uri address)
    {
        Attempts++;
        Address = address;
        if (Refusal is { } refusal) throw refusal;
        _connections.Writer.TryWrite(socket);
    }
}
