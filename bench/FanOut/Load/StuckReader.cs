using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>
/// A member that requests more from RoomChat than the system's buffers hold, and does not read it before <see cref="CatchUpAsync"/>. So the
/// server cannot send to it from the start.
/// </summary>
internal sealed class StuckReader : IDisposable
{
    /// <summary>
    /// Settings of a server that allows a stuck reader. By default it limits the number of requests and closes so slow a reader after 1 MB.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> ServerSettings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Realtime__Connections__ActionBurst"] = "1000",
        ["Realtime__Connections__MaxQueuedBytes"] = "67108864",
    };

    /// <summary>Each answer has 200 messages of about 250 bytes: 10 MB in all. Linux's own limit for a socket is 4 MB.</summary>
    private const int Questions = 200;

    private const double FillerRate = 2_000;
    private static readonly TimeSpan FillerTime = TimeSpan.FromSeconds(0.2);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 17];

    /// <summary>Joins a room and is stuck from then on.</summary>
    /// <param name="server">The address of the server.</param>
    /// <param name="redis">The connection string. The history of a second room is written there for the requests.</param>
    /// <param name="room">A room without messages.</param>
    /// <param name="ct">Cancels the join.</param>
    public static async Task<StuckReader> JoinAsync(IPEndPoint server, string redis, string room, CancellationToken ct)
    {
        var filler = $"{room}-filler";
        using (var publisher = new Publisher(redis, [filler])) await publisher.AtPaceAsync(FillerRate, FillerTime, ct);
        var reader = new StuckReader();
        try
        {
            await reader.GetStuckAsync(server, room, filler, ct);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Reads all messages.</summary>
    /// <param name="published">Number of messages published in the room.</param>
    /// <param name="patience">The time limit.</param>
    /// <param name="ct">Cancels reading.</param>
    /// <returns>Faults. Empty when the connection stayed open and each message arrived once and in order.</returns>
    public async Task<IReadOnlyList<string>> CatchUpAsync(long published, TimeSpan patience, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            for (var next = 0L; next < published;)
            {
                var text = await ReceiveAsync(limit.Token);
                if (!text.StartsWith("{\"type\":\"message\"", StringComparison.Ordinal)) continue;
                var number = NumberIn(text);
                if (number != next)
                    return [string.Create(CultureInfo.InvariantCulture, $"the stuck reader got message {number} after {next - 1}")];
                next++;
            }
            return [];
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return [$"the stuck reader did not catch up: {failure.Message}"];
        }
    }

    public void Dispose() => _socket.Dispose();

    private static long NumberIn(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Stamp.Read(bytes.AsSpan(bytes.AsSpan().IndexOf(Stamp.Mark))).Number;
    }

    private async Task GetStuckAsync(IPEndPoint server, string room, string filler, CancellationToken ct)
    {
        await _socket.ConnectAsync(new Uri($"ws://{server}/ws"), ct);
        await SendAsync($$"""{"action":"join","room_id":"{{room}}"}""", ct);
        while (!(await ReceiveAsync(ct)).Contains("\"room_joined\"", StringComparison.Ordinal))
        {
            // Other frames may come first.
        }
        for (var question = 0; question < Questions; question++)
            await SendAsync($$"""{"action":"history","room_id":"{{filler}}","limit":200}""", ct);
    }

    private Task SendAsync(string frame, CancellationToken ct) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, ct);

    private async Task<string> ReceiveAsync(CancellationToken ct)
    {
        var text = new StringBuilder();
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer, ct);
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException($"closed: {part.CloseStatusDescription}");
            text.Append(Encoding.UTF8.GetString(_buffer, 0, part.Count));
            if (part.EndOfMessage) return text.ToString();
        }
    }
}
