using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Tests.Client;

public sealed class RoomChatOutboxTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly RoomId Dev = RoomId.Parse("dev", null);

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentDictionary<string, string> _logged = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _said = new();
    private volatile bool _isOffline;
    private volatile bool _losesAnswer;
    private volatile bool _isBusy;
    private volatile int _tries;

    [Fact]
    public async Task Messages_sent_offline_go_out_once_and_in_order()
    {
        _isOffline = true;
        await using var outbox = Outbox();
        var sending = Enumerable.Range(0, 20).Select(i => outbox.SendAsync(General, $"m{i}")).ToArray();
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(20, outbox.Waiting);
        Assert.DoesNotContain(sending, message => message.IsCompleted);

        _isOffline = false;
        await InTime(Task.WhenAll(sending));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"general m{i}"), _said);
        Assert.Equal(0, outbox.Waiting);
    }

    [Fact]
    public async Task Lost_answer_does_not_duplicate_a_message()
    {
        _losesAnswer = true;
        await using var outbox = Outbox();
        var first = outbox.SendAsync(General, "first");
        var second = outbox.SendAsync(General, "second");
        await Eventually.Holds(() => !_said.IsEmpty, "the first arrives");
        _losesAnswer = false;
        await InTime(Task.WhenAll(first, second));
        Assert.Equal(["general first", "general second"], _said);
        Assert.NotEqual((await first).MessageId, (await second).MessageId);
    }

    [Fact]
    public async Task Refused_message_fails_and_the_next_one_is_sent()
    {
        await using var outbox = Outbox();
        var bad = outbox.SendAsync(General, "bad");
        var good = outbox.SendAsync(General, "good");
        var refusal = await Assert.ThrowsAsync<RoomChatException>(() => InTime(bad));
        Assert.Equal((HttpStatusCode.BadRequest, "Not this."), (refusal.Status!.Value, refusal.Message));
        await InTime(good);
        Assert.Equal(["general good"], _said);
    }

    [Fact]
    public async Task Stuck_room_does_not_delay_other_rooms()
    {
        var outbox = Outbox();
        var stuck = outbox.SendAsync(General, "stuck");
        await InTime(outbox.SendAsync(Dev, "hi"));
        Assert.False(stuck.IsCompleted);
        await InTime(outbox.DisposeAsync().AsTask());
        await Assert.ThrowsAsync<RoomChatException>(() => stuck);
    }

    [Fact]
    public async Task Full_outbox_refuses_messages()
    {
        _isOffline = true;
        var outbox = Outbox(maxMessages: 2);
        var kept = Enumerable.Range(0, 2).Select(i => outbox.SendAsync(General, $"m{i}")).ToArray();
        var refusal = await Assert.ThrowsAsync<RoomChatException>(() => outbox.SendAsync(Dev, "too many"));
        Assert.True(refusal.MayRetry);
        _isOffline = false;
        await InTime(Task.WhenAll(kept));
        await outbox.DisposeAsync();
    }

    [Fact]
    public async Task RetryNow_sends_waiting_messages_at_once()
    {
        _isOffline = true;
        var outbox = Outbox();
        var sending = outbox.SendAsync(General, "hi");
        _isOffline = false;
        // The clock does not move, so only RetryNow can end the wait.
        await Eventually.Holds(() => { outbox.RetryNow(); return sending.IsCompleted; }, "it is sent");
        await outbox.DisposeAsync();
    }

    [Fact]
    public async Task Outbox_waits_for_the_servers_Retry_After()
    {
        _isBusy = true;
        await using var outbox = Outbox();
        var sending = outbox.SendAsync(General, "hi");
        await Eventually.Holds(() => _tries == 1, "the first try is over");
        _isBusy = false;
        for (var second = 0; second < 59; second++) _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, false), (_tries, sending.IsCompleted));
        await InTime(sending);
    }

    [Fact]
    public async Task Disposing_sends_the_remaining_messages()
    {
        _isOffline = true;
        var outbox = Outbox();
        var sending = Enumerable.Range(0, 3).Select(i => outbox.SendAsync(General, $"m{i}")).ToArray();
        _isOffline = false;
        await InTime(outbox.DisposeAsync().AsTask(), TimeSpan.FromMilliseconds(20));
        Assert.All(sending, message => Assert.True(message.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => outbox.SendAsync(General, "late"));
    }

    [Fact]
    public async Task Disposing_fails_the_remaining_messages_after_a_timeout()
    {
        _isOffline = true;
        var outbox = Outbox();
        var sending = Enumerable.Range(0, 3).Select(i => outbox.SendAsync(General, $"m{i}")).ToArray();
        await InTime(outbox.DisposeAsync().AsTask());
        foreach (var message in sending) Assert.True((await Assert.ThrowsAsync<RoomChatException>(() => message)).MayRetry);
        Assert.Empty(_said);
    }

    private RoomChatOutbox Outbox(int maxMessages = 1000) => new(
        new RoomChatPublisher(new StubHttp(Answer).Client(), time: _time),
        new RoomChatOutboxOptions { MaxMessages = maxMessages, Time = _time });

    private async Task InTime(Task work, TimeSpan? step = null)
    {
        await Eventually.Holds(() => { _time.Advance(step ?? TimeSpan.FromSeconds(1)); return work.IsCompleted; }, "it is done");
        await work;
    }

    private async Task<T> InTime<T>(Task<T> work)
    {
        await InTime((Task)work);
        return await work;
    }

    // The server keeps one message per id, as the log does.
    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        Interlocked.Increment(ref _tries);
        if (_isBusy)
        {
            var busy = StubHttp.Json(HttpStatusCode.TooManyRequests, "");
            busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromMinutes(1));
            return busy;
        }
        if (_isOffline) throw new HttpRequestException("no route");
        using var body = JsonDocument.Parse(request.Content!.ReadAsStream());
        var (room, content, id) = (Text(body, "room_id"), Text(body, "content"), Text(body, "message_id"));
        if (content == "stuck") throw new HttpRequestException("no route");
        if (content == "bad") return StubHttp.Json(HttpStatusCode.BadRequest, """{"detail":"Not this."}""");
        if (_logged.TryAdd(id, content)) _said.Enqueue($"{room} {content}");
        if (_losesAnswer) throw new HttpRequestException("no answer");
        return StubHttp.Json(
            HttpStatusCode.Accepted, $$"""{"message_id":"{{id}}","room_id":"{{room}}","timestamp":"2026-01-02T03:04:05Z"}""");
    }

    private static string Text(JsonDocument body, string name) => body.RootElement.GetProperty(name).GetString()!;
}
