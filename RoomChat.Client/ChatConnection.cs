using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>Reads and writes the frames of one socket. Ends on a close, a broken connection or a silent server.</summary>
internal sealed partial class ChatConnection(IFrameSocket socket, RoomChatClientOptions options)
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(0.5);

    /// <summary>Limit of queued frames. Frames are small. A full queue means that the network has stopped.</summary>
    private const int MaxOutgoing = 10_000;

    private readonly Channel<ClientFrame> _outgoing =
        Channel.CreateBounded<ClientFrame>(new BoundedChannelOptions(MaxOutgoing) { SingleReader = true });
    private readonly LifeWatch _life = new(options);
    private volatile bool _serverKnowsNoPing;

    /// <summary>Queues a frame. False when the connection has ended or its network has stopped.</summary>
    public bool TrySend(ClientFrame frame)
    {
        if (!_outgoing.Writer.TryWrite(frame)) return false;
        _life.Sent(frame);
        return true;
    }

    /// <summary>Ends the connection.</summary>
    public void GiveUp() => _outgoing.Writer.TryComplete();

    /// <summary>
    /// Sends a ping. Without any frame within <see cref="RoomChatClientOptions.ProbeTimeout"/> the connection ends.
    /// </summary>
    public void Probe()
    {
        if (_life.Hurry()) Ping();
    }

    /// <summary>Serves the socket until it ends. Returns the reason as text for users.</summary>
    /// <param name="onFrame">Called for each frame, one at a time, in order.</param>
    /// <param name="onTick">Called about twice a second. True when the server's answer or sign of life is late.</param>
    /// <param name="ct">Ends the connection.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<string> RunAsync(Action<ServerFrame> onFrame, Action<bool> onTick, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task<string>[] parts = [ReadAsync(onFrame, over.Token), WriteAsync(over.Token), WatchAsync(onTick, over.Token)];
        var first = await Task.WhenAny(parts);
        await over.CancelAsync();
        _outgoing.Writer.TryComplete();
        try
        {
            await Task.WhenAll(parts);
        }
        catch (Exception) when (first.IsCompletedSuccessfully)
        {
            // The first part to end gives the reason. The other parts were stopped because of it.
            LogEnded(options.Logger, await first);
        }
        catch (RoomChatException e) when (first.IsFaulted)
        {
            return e.Message;
        }

        ct.ThrowIfCancellationRequested();
        return await first;
    }

    private async Task<string> ReadAsync(Action<ServerFrame> onFrame, CancellationToken ct)
    {
        while (await socket.ReceiveAsync(ct) is { } bytes)
        {
            _life.Heard();
            var frame = Parse(bytes.Span);
            // An older server refuses pings. A refusal is a sign of life, but the server closes after too many refusals in a row.
            if (frame is ServerFrame.ActionError { Action: "ping" }) _serverKnowsNoPing = true;
            else if (frame is not null) onFrame(frame);
        }

        return socket.Closed is { } closed ? $"The server closed the connection: {closed.Reason}" : "The connection broke.";
    }

    private async Task<string> WriteAsync(CancellationToken ct)
    {
        await foreach (var frame in _outgoing.Reader.ReadAllAsync(ct))
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame, FrameJsonContext.Wire.ClientFrame), ct);
        return "The connection was given up.";
    }

    private async Task<string> WatchAsync(Action<bool> onTick, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TickEvery, options.Time);
        while (await timer.WaitForNextTickAsync(ct))
        {
            var verdict = _life.Look();
            if (verdict == LifeWatch.Verdict.Dead) return "The server gives no sign of life.";
            if (verdict == LifeWatch.Verdict.Ping) Ping();
            onTick(verdict == LifeWatch.Verdict.Silent);
        }

        return "The connection was given up.";
    }

    private void Ping() => TrySend(_serverKnowsNoPing ? new ClientFrame.GetRooms() : new ClientFrame.Ping());

    private ServerFrame? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, FrameJsonContext.Wire.ServerFrame);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            LogUnknownFrame(options.Logger, e);   // a newer server may send frames that this client cannot read
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Connection ended: {Reason}")]
    private static partial void LogEnded(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Debug, "A frame that this client does not know was skipped")]
    private static partial void LogUnknownFrame(ILogger logger, Exception e);
}
