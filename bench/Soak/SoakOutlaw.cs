using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.Wire;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>
/// A client that repeats forbidden actions on its own WebSocket. It must not affect other clients or leave resources behind.
/// </summary>
internal sealed class SoakOutlaw(
    int number, int seed, IReadOnlyList<RoomId> rooms, SoakServers servers, SoakChecker checker, SoakCrowd crowd)
{
    private const int Pings = 2_000;
    private const int Questions = 400;
    private const byte CloseSign = 0x88;
    private static readonly TimeSpan BeforeNext = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Stare = TimeSpan.FromSeconds(3);
    private static readonly byte[] Ping = [0x89, 0x84, 0, 0, 0, 0, 1, 2, 3, 4];

    // Violations of RFC 6455: a frame without a mask, a forbidden close code, a reserved bit.
    private static readonly byte[][] Broken =
        [[0x81, 2, (byte)'{', (byte)'}'], [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe7], [0xc1, 0x80, 0, 0, 0, 0]];

    private readonly Dice _dice = new(seed, int.MaxValue - number);

    public async Task LiveAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using var socket = await RawSocket.OpenAsync(_dice.Pick(servers.Endpoints), ct);
                await MisbehaveAsync(socket, ct);
                crowd.Misbehaved();
                await Task.Delay(_dice.Until(BeforeNext), ct);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // The instance was killed, or the run is over. The client tries another instance.
                if (!ct.IsCancellationRequested) await Task.Delay(BeforeNext, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task MisbehaveAsync(RawSocket socket, CancellationToken ct)
    {
        if (_dice.Chance(0.4)) return BreakRulesAsync(socket, ct);
        return _dice.Chance(0.5) ? PingAndStareAsync(socket, ct) : AskAndVanishAsync(socket, ct);
    }

    /// <summary>Breaks the protocol. The server must answer with exactly one close frame.</summary>
    private async Task BreakRulesAsync(RawSocket socket, CancellationToken ct)
    {
        await socket.SendAsync(_dice.Pick(Broken), ct);
        await using var stream = new NetworkStream(socket.Socket, ownsSocket: false);
        var goodbyes = 0;
        var header = new byte[2];
        while (await stream.ReadAtLeastAsync(header, 2, throwOnEndOfStream: false, ct) == 2)
        {
            if (header[0] == CloseSign) goodbyes++;
            var length = header[1] < 126 ? header[1] : await ReadLengthAsync(stream, ct);
            await stream.ReadExactlyAsync(new byte[length], ct);
            if (goodbyes == 1) socket.Socket.Shutdown(SocketShutdown.Send);
        }
        if (goodbyes > 1)
            checker.Report(SoakFault.SaidTwice, string.Create(CultureInfo.InvariantCulture, $"outlaw {number}: {goodbyes} close frames"));
    }

    private static async Task<int> ReadLengthAsync(NetworkStream stream, CancellationToken ct)
    {
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, ct);
        return BinaryPrimitives.ReadUInt16BigEndian(length);
    }

    /// <summary>Sends pings in an active room and reads nothing.</summary>
    private async Task PingAndStareAsync(RawSocket socket, CancellationToken ct)
    {
        await JoinAsync(socket, ct);
        for (var ping = 0; ping < Pings; ping++) await socket.SendAsync(Ping, ct);
        await Task.Delay(Stare, ct);
    }

    /// <summary>Requests more than its queue takes, so that the server's reader waits. Then resets the connection.</summary>
    private async Task AskAndVanishAsync(RawSocket socket, CancellationToken ct)
    {
        var room = await JoinAsync(socket, ct);
        var question = MaskedFrame.Text($$"""{"action":"history","room_id":"{{room}}","limit":200}""");
        for (var asked = 0; asked < Questions; asked++) await socket.SendAsync(question, ct);
        await Task.Delay(_dice.Until(Stare), ct);
        // A reset without a close frame.
        socket.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    private async Task<RoomId> JoinAsync(RawSocket socket, CancellationToken ct)
    {
        var room = _dice.Pick(rooms);
        await socket.SendAsync(MaskedFrame.Text($$"""{"action":"join","room_id":"{{room}}"}"""), ct);
        return room;
    }
}
