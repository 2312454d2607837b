using System.Net;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Web.Client.Language;
using RoomChat.Web.Client.Memory;

namespace RoomChat.Web.Client.State;

/// <summary>
/// The user's messages on their way to the rooms' logs. They are sent until the server accepts or refuses them, once each, and are
/// remembered until then:
/// a reload, or the end of the session, delays them.
/// </summary>
internal sealed class OutgoingMessages : IAsyncDisposable
{
    /// <summary>What a server usually takes is a tenth of it.</summary>
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
        RoomChatPublisher publisher, RoomChatClient client, PageMemory memory, TimeProvider time, ChatUser user, Action sessionEnded, Action changed,
        Func<Words> words)
    {
        var options = new RoomChatOutboxOptions { Time = time, MaxRetryDelay = TimeSpan.FromSeconds(10), DrainTimeout = TimeSpan.Zero };
        // What is not sent when the session ends is remembered, and sent in the next one.
        _outbox = new RoomChatOutbox(publisher, options, client);
        (_client, _memory, _time, User, _sessionEnded, _changed, _words) = (client, memory, time, user, sessionEnded, changed, words);
    }

    /// <summary>Whose messages they are. The name may change, the id does not.</summary>
    public ChatUser User { get; set; }

    /// <summary>Says something in a room. It is shown at once, and marked until it is in the room's log.</summary>
    public Task SendAsync(RoomState room, string content)
    {
        // What was written before and still waits goes first.
        foreach (var waiting in room.Entries.Where(entry => entry.Delivery == Delivery.Waiting && !_underWay.Contains(entry.Id)).ToList())
            _ = SendAsync(room, waiting);   // ends, and tells its end, by itself
        var now = _time.GetUtcNow();
        return SendAsync(room, new MessageEntry(Guid.CreateVersion7(now).ToString("N"), content, now, User, null, Delivery.Sending));
    }

    /// <summary>Sends a message, again or not, under its id.</summary>
    public async Task SendAsync(RoomState room, MessageEntry entry)
    {
        var sending = entry with { User = User, Delivery = Delivery.Sending, Problem = null, CanRetry = false };
        room.Put(_client.State is ConnectionState.Connected ? sending : sending with { Delivery = Delivery.Waiting, Problem = _words().NoConnection });
        _underWay.Add(entry.Id);
        _changed();
        // Put in line before anything is waited for: messages keep the order in which they were written.
        var accepted = _outbox.SendAsync(room.RoomId, entry.Content, entry.Id, why => Postpone(room, entry.Id, why.Message));
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        _ = TellSlownessAsync(room, entry.Id, answered.Token);   // ends with the answer
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
            return;   // the session is over; the message is remembered for the next one
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
    /// The room was entered: sends the user's own messages again that the server has not accepted, but none that it refused.
    /// </summary>
    public void Restore(RoomState room, IReadOnlyList<UnsentMessage> unsent)
    {
        foreach (var message in unsent)
        {
            var entry = new MessageEntry(message.Id, message.Content, message.Timestamp, User, null, Delivery.Waiting);
            var isOwn = message.User.Id == User.Id || message.User.Name == User.Name;
            if (room.IsOnItsWay(message.Id)) continue;
            if (message.Problem is { } problem) room.Put(entry with { Delivery = Delivery.Failed, Problem = problem });
            else if (!isOwn) room.Put(entry with { Delivery = Delivery.Failed, CanRetry = true, Problem = _words().WrittenAs(message.User.Name) });
            else room.Put(entry);
        }
    }

    /// <summary>The room's newest messages are known: sends what was restored and is not among them.</summary>
    public async Task SendRestoredAsync(RoomState room, IReadOnlyList<UnsentMessage> unsent)
    {
        var sending = new List<Task>();
        foreach (var message in unsent)
        {
            if (room.IsDelivered(message.Id)) await _memory.ForgetUnsentAsync(message.Id);
            else if (room.FindOnItsWay(message.Id) is { Delivery: Delivery.Waiting } entry && !_underWay.Contains(message.Id)) sending.Add(SendAsync(room, entry));
        }

        await Task.WhenAll(sending);
    }

    /// <summary>Takes a failed message away; its text is gone, unless the caller keeps it.</summary>
    public async Task DiscardAsync(RoomState room, MessageEntry entry)
    {
        room.Discard(entry.Id);
        await _memory.ForgetUnsentAsync(entry.Id);
        _changed();
    }

    /// <summary>The connection is gone: what is on its way waits for it.</summary>
    public void Pause(IEnumerable<RoomState> rooms)
    {
        foreach (var room in rooms)
        {
            room.Change(
                Delivery.Sending,
                entry => entry.IsAccepted ? entry : entry with { Delivery = Delivery.Waiting, Problem = _words().NoConnection });
        }
    }

    /// <summary>The connection is back: what waits is sent now.</summary>
    public void Resume(IEnumerable<RoomState> rooms)
    {
        // What was restored is sent when its room is entered.
        foreach (var room in rooms)
            room.Change(Delivery.Waiting, entry => _underWay.Contains(entry.Id) ? entry with { Delivery = Delivery.Sending, Problem = null } : entry);
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
        // It may have come back over the WebSocket although the answer to the publishing was lost.
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
