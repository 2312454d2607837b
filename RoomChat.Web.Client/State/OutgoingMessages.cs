using System.Net;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Web.Client.Language;
using RoomChat.Web.Client.Memory;

namespace RoomChat.Web.Client.State;

/// <summary>
/// The user's messages that are not in a room's log yet. Each is sent until the server accepts or refuses it, and is stored until then. A
/// retry has the same message id, so that the room gets the message once. After a reload or the end of the session, sending goes on later.
/// </summary>
internal sealed class OutgoingMessages : IAsyncDisposable
{
    /// <summary>After this time without a response, the message is shown as waiting. It is ten times the usual response time.</summary>
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(4);

    private readonly RoomChatOutbox _outbox;
    private readonly RoomChatClient _client;
    private readonly PageMemory _memory;
    private readonly TimeProvider _time;
    private readonly Action _sessionEnded;
    private readonly Action _changed;
    private readonly Func<Words> _words;
    private readonly CancellationTokenSource _over = new();
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);

    public OutgoingMessages(
        RoomChatPublisher publisher, RoomChatClient client, PageMemory memory, TimeProvider time, ChatUser user, Action sessionEnded,
        Action changed, Func<Words> words)
    {
        var options = new RoomChatOutboxOptions { Time = time, MaxRetryDelay = TimeSpan.FromSeconds(10), DrainTimeout = TimeSpan.Zero };
        // No drain at the end: unsent messages are stored, and the next session sends them.
        _outbox = new RoomChatOutbox(publisher, options, client);
        (_client, _memory, _time, User, _sessionEnded, _changed, _words) = (client, memory, time, user, sessionEnded, changed, words);
    }

    /// <summary>The author of the messages. The name may change, the id does not.</summary>
    public ChatUser User { get; set; }

    /// <summary>Sends a message. It is shown at once, and marked until it is in the room's log.</summary>
    public Task SendAsync(RoomState room, string content)
    {
        // Waiting messages were written earlier, so they go first.
        foreach (var waiting in room.Entries.Where(entry => entry.Delivery == Delivery.Waiting && !_underWay.Contains(entry.Id)).ToList())
            _ = SendAsync(room, waiting);   // not awaited: it handles its own errors
        var now = _time.GetUtcNow();
        return SendAsync(room, new MessageEntry(Guid.CreateVersion7(now).ToString("N"), content, now, User, null, Delivery.Sending));
    }

    /// <summary>Sends a message, for the first time or again, with the id of the entry.</summary>
    public async Task SendAsync(RoomState room, MessageEntry entry)
    {
        var sending = entry with { User = User, Delivery = Delivery.Sending, Problem = null, CanRetry = false };
        room.Put(_client.State is ConnectionState.Connected
            ? sending
            : sending with { Delivery = Delivery.Waiting, Problem = _words().NoConnection });
        _underWay.Add(entry.Id);
        _changed();
        // Queue it before the first await, so that messages keep their order.
        var accepted = _outbox.SendAsync(room.RoomId, entry.Content, entry.Id, why => Postpone(room, entry.Id, why.Message));
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        _ = TellSlownessAsync(room, entry.Id, answered.Token);   // not awaited: ends with the response
        try
        {
            await _memory.SaveUnsentAsync(Unsent(room, sending));
            await accepted;
            await _memory.ForgetUnsentAsync(entry.Id);
            if (room.FindOnItsWay(entry.Id) is { } onItsWay)
                room.Put(onItsWay with { Delivery = Delivery.Sending, Problem = null, IsAccepted = true });
        }
        catch (RoomChatException) when (_over.IsCancellationRequested)
        {
            return;   // the session is over: the next one sends the stored message
        }
        catch (RoomChatException e) when (e.Status == HttpStatusCode.Unauthorized)
        {
            _sessionEnded();
        }
        catch (RoomChatException e)
        {
            await FailAsync(room, entry.Id, e);
        }
        finally
        {
            _underWay.Remove(entry.Id);
            await answered.CancelAsync();
        }

        _changed();
    }

    /// <summary>
    /// Shows the stored messages of a room: the user's own as waiting, refused ones and those of another user as failed. Sends none.
    /// </summary>
    public void Restore(RoomState room, IReadOnlyList<UnsentMessage> unsent)
    {
        foreach (var message in unsent)
        {
            var entry = new MessageEntry(message.Id, message.Content, message.Timestamp, User, null, Delivery.Waiting);
            var isOwn = message.User.Id == User.Id || message.User.Name == User.Name;
            if (room.IsOnItsWay(message.Id)) continue;
            if (message.Problem is { } problem) room.Put(entry with { Delivery = Delivery.Failed, Problem = problem });
            else if (!isOwn)
                room.Put(entry with { Delivery = Delivery.Failed, CanRetry = true, Problem = _words().WrittenAs(message.User.Name) });
            else room.Put(entry);
        }
    }

    /// <summary>
    /// Sends the restored messages that the room's log does not have. Call it when the room's newest messages are loaded.
    /// </summary>
    public async Task SendRestoredAsync(RoomState room, IReadOnlyList<UnsentMessage> unsent)
    {
        var sending = new List<Task>();
        foreach (var message in unsent)
        {
            if (room.IsDelivered(message.Id)) await _memory.ForgetUnsentAsync(message.Id);
            else if (room.FindOnItsWay(message.Id) is { Delivery: Delivery.Waiting } entry && !_underWay.Contains(message.Id))
                sending.Add(SendAsync(room, entry));
        }

        await Task.WhenAll(sending);
    }

    /// <summary>Removes a failed message and its stored text.</summary>
    public async Task DiscardAsync(RoomState room, MessageEntry entry)
    {
        room.Discard(entry.Id);
        await _memory.ForgetUnsentAsync(entry.Id);
        _changed();
    }

    /// <summary>Shows messages that are being sent as waiting. Call it when the connection is lost.</summary>
    public void Pause(IEnumerable<RoomState> rooms)
    {
        foreach (var room in rooms)
        {
            room.Change(
                Delivery.Sending,
                entry => entry.IsAccepted ? entry : entry with { Delivery = Delivery.Waiting, Problem = _words().NoConnection });
        }
    }

    /// <summary>Sends waiting messages now. Call it when the connection is back.</summary>
    public void Resume(IEnumerable<RoomState> rooms)
    {
        // Only queued messages: restored ones are sent when their room is joined.
        foreach (var room in rooms)
        {
            room.Change(
                Delivery.Waiting,
                entry => _underWay.Contains(entry.Id) ? entry with { Delivery = Delivery.Sending, Problem = null } : entry);
        }

        _outbox.RetryNow();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _outbox.DisposeAsync();
        _over.Dispose();
    }

    private async Task FailAsync(RoomState room, string id, RoomChatException e)
    {
        // If it is not found, it was received over the WebSocket, and only the HTTP response was lost.
        if (room.FindOnItsWay(id) is { } sent)
        {
            var failed = sent with { Delivery = Delivery.Failed, Problem = e.Message, CanRetry = e.MayRetry };
            room.Put(failed);
            if (!e.MayRetry) await _memory.SaveUnsentAsync(Unsent(room, failed));
        }
        else
        {
            await _memory.ForgetUnsentAsync(id);
        }
    }

    private void Postpone(RoomState room, string id, string why)
    {
        if (room.FindOnItsWay(id) is not { } entry) return;
        room.Put(entry with { Delivery = Delivery.Waiting, Problem = why });
        _changed();
    }

    private async Task TellSlownessAsync(RoomState room, string id, CancellationToken ct)
    {
        await Task.Delay(SlowAfter, _time, ct).ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested && room.FindOnItsWay(id) is { Delivery: Delivery.Sending })
            Postpone(room, id, _words().NoAnswer);
    }

    private static UnsentMessage Unsent(RoomState room, MessageEntry entry) =>
        new(entry.Id, room.RoomId.Value, entry.Content, entry.Timestamp, entry.User, entry.Problem);
}
