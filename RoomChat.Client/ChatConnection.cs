using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>One socket's life: reads and writes frames, and ends when the other side closes, breaks, or gives no sign of life.</summary>
internal sealed partial class ChatConnection(IFrameSocket socket, RoomChatClientOptions options)
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);

    /// <summary>Small frames of a client that acts faster than its network; full means that the network has stopped.</summary>
    private const int MaxOutgoing = 10_000;

    private readonly Channel<ClientFrame> _outgoing = Channel.CreateBounded<ClientFrame>(new BoundedChannelOptions(MaxOutgoing) { SingleReader = true });
    private long _lastHeard = options.Time.GetTimestamp();
    private volatile bool _serverKnowsNoPing;

    /// <summary>Queues a frame; false when the connection is over or its network has stopped.</summary>
    public bool TrySend(ClientFrame frame) => _outgoing.Writer.TryWrite(frame);

    /// <summary>Serves the socket until it ends, and says why in words for people.</summary>
    /// <param name="onFrame">Called for each frame, one at a time, in order.</param>
    /// <param name="onTick">Called about once a second.</param>
    /// <param name="ct">Ends the connection.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<string> RunAsync(Action<ServerFrame> onFrame, Action onTick, CancellationToken ct)
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
            // The first to end says why; the others were stopped because of it.
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
            Volatile.Write(ref _lastHeard, options.Time.GetTimestamp());
            var frame = Parse(bytes.Span);
            // An older server's refusal is a sign of life too, but too many of them in a row and it closes.
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

    // By frames of the protocol and not by WebSocket pings, because a browser's page can neither send nor see those.
    private async Task<string> WatchAsync(Action onTick, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TickEvery, options.Time);
        long? probedAt = null;
        while (await timer.WaitForNextTickAsync(ct))
        {
            onTick();
            var heard = Volatile.Read(ref _lastHeard);
            if (probedAt <= heard) probedAt = null;
            if (probedAt is { } probed)
            {
                if (options.Time.GetElapsedTime(probed) >= options.RequestTimeout) return "The server gives no sign of life.";
            }
            else if (options.Time.GetElapsedTime(heard) >= options.SilenceBeforeProbe)
            {
                probedAt = options.Time.GetTimestamp();
                TrySend(_serverKnowsNoPing ? new ClientFrame.GetRooms() : new ClientFrame.Ping());
            }
        }

        return "The connection was given up.";
    }

    private ServerFrame? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, FrameJsonContext.Wire.ServerFrame);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            LogUnknownFrame(options.Logger, e);   // a newer server may say things that this client does not know
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Connection ended: {Reason}")]
    private static partial void LogEnded(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Debug, "A frame that this client does not know was skipped")]
    private static partial void LogUnknownFrame(ILogger logger, Exception e);
}
