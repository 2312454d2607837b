using System.Text.Json;

namespace RoomChat.Tests.Realtime.Presence;

/// <summary>Data that users publish about themselves: a changed name, a status, and their read position.</summary>
public sealed class ToldByUsersTests : IAsyncLifetime
{
    private RealtimeServer _server = null!;
    private RealtimeServer _other = null!;
    private FrameRecorder _ann = null!;
    private FrameRecorder _bob = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RealtimeServer.StartAsync(new() { ["Realtime:Presence:ReceiptsUpTo"] = "2" });
        _other = await RealtimeServer.StartAsync(new() { ["Realtime:Presence:ReceiptsUpTo"] = "2" }, sharingWith: _server);
        _ann = await _server.ConnectAsync("Ann");
        _bob = await _other.ConnectAsync("Bob");
        await _ann.JoinAsync("general", Ct);
        await _bob.JoinAsync("general", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _bob.DisposeAsync();
        await _ann.DisposeAsync();
        await _other.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Status_is_shown_in_rooms_joined_before_and_later()
    {
        await _bob.SendAsync("""{"action":"status","text":" In  a meeting "}""", Ct);
        await ChangeAsync("Bob", member => Text(member, "status") == "In a meeting");

        await _bob.JoinAsync("dev", Ct);
        await _ann.JoinAsync("dev", Ct);
        Assert.Equal("In a meeting", Text(Member(await AskAsync("dev"), "Bob"), "status"));

        await _bob.SendAsync("""{"action":"status","text":""}""", Ct);
        await Eventually.Holds(() => Text(Told("Bob").Last(), "status") is null, "Ann hears that it is gone");
        Assert.Null(Text(Member(await AskAsync("general"), "Bob"), "status"));
    }

    [Fact]
    public async Task Invalid_status_is_refused_and_the_connection_stays()
    {
        await _bob.SendAsync("""{"action":"status","text":"two\nlines"}""", Ct);
        var error = await _bob.WaitForAsync(frame => FrameRecorder.IsType(frame, "error"), "the status is refused");
        Assert.Equal(("bad_frame", "status"), (Text(error, "code"), Text(error, "action")));
        await _bob.GetRoomsAsync(Ct);
    }

    [Fact]
    public async Task Position_is_sent_in_small_rooms_only()
    {
        await _bob.SendAsync("""{"action":"read","room_id":"general","offset":41,"epoch":"9f0c2d"}""", Ct);
        await ChangeAsync("Bob", member => member.TryGetProperty("read_to", out _) && Offset(member) == 41);
        var presence = await AskAsync("general");
        Assert.Equal((2, 41), (presence.GetProperty("receipts").GetInt32(), Offset(Member(presence, "Bob"))));

        await using var eve = await _server.ConnectAsync("Eve");
        await eve.JoinAsync("general", Ct);
        await _bob.SendAsync("""{"action":"read","room_id":"general","offset":42,"epoch":"9f0c2d"}""", Ct);
        await _bob.GetRoomsAsync(Ct);
        Assert.False(Member(await AskAsync("general"), "Bob").TryGetProperty("read_to", out _));
        await eve.LeaveAsync("general", Ct);
        Assert.Equal(41, Offset(Member(await AskAsync("general"), "Bob")));
    }

    [Theory]
    [InlineData("""{"action":"read","room_id":"elsewhere","offset":1,"epoch":"e"}""", "not_joined")]
    [InlineData("""{"action":"read","room_id":"all","offset":1,"epoch":"e"}""", "reserved_room")]
    [InlineData("""{"action":"read","room_id":"general","offset":-1,"epoch":"e"}""", "bad_frame")]
    [InlineData("""{"action":"read","room_id":"general","offset":null,"epoch":"e"}""", "bad_frame")]
    [InlineData("""{"action":"read","room_id":"general","offset":1,"epoch":"a|b"}""", "bad_frame")]
    [InlineData("""{"action":"read","room_id":"general","offset":1}""", "bad_frame")]
    public async Task Invalid_position_is_refused(string frame, string code)
    {
        await _bob.SendAsync(frame, Ct);
        var error = await _bob.WaitForAsync(answer => FrameRecorder.IsType(answer, "error"), "it is refused");
        Assert.Equal(code, Text(error, "code"));
    }

    [Fact]
    public async Task Next_connection_with_another_name_renames_the_user_who_stays()
    {
        await using var renamed = await FrameRecorder.ConnectAsync(_other.Address, Ct, new("Bob", "Robert"));
        await renamed.JoinAsync("general", Ct);
        await _bob.CloseAsync(Ct);
        await ChangeAsync("Bob", member => Text(member.GetProperty("user"), "name") == "Robert");
        Assert.Equal("Robert", Text(Member(await AskAsync("general"), "Bob").GetProperty("user"), "name"));
        Assert.DoesNotContain(_ann.Frames, frame => frame.TryGetProperty("left", out var left) && left.GetArrayLength() > 0);
    }

    private static string? Text(JsonElement of, string field) => of.TryGetProperty(field, out var value) ? value.GetString() : null;

    private static long Offset(JsonElement member) => member.GetProperty("read_to").GetProperty("offset").GetInt64();

    private static JsonElement Member(JsonElement presence, string id) =>
        presence.GetProperty("members").EnumerateArray().First(member => Text(member.GetProperty("user"), "id") == id);

    /// <summary>Waits for a change that Ann hears. For a user who has just joined, the change may be part of the join.</summary>
    private Task ChangeAsync(string id, Func<JsonElement, bool> wanted) => Eventually.Holds(
        () => Told(id).Any(wanted), () => $"Ann hears of {id}: {string.Join(' ', _ann.Frames)}");

    private IEnumerable<JsonElement> Told(string id) => _ann.Frames.Where(frame => FrameRecorder.IsType(frame, "presence_changed"))
        .SelectMany(frame => ((string[])["joined", "changed"]).Where(list => frame.TryGetProperty(list, out _))
            .SelectMany(list => frame.GetProperty(list).EnumerateArray()))
        .Where(member => Text(member.GetProperty("user"), "id") == id);

    private async Task<JsonElement> AskAsync(string room)
    {
        var seen = _ann.Frames.Count;
        await _ann.SendAsync($$"""{"action":"presence","room_id":"{{room}}"}""", Ct);
        await Eventually.Holds(() => _ann.Frames.Skip(seen).Any(frame => FrameRecorder.IsType(frame, "presence")), "the presence came");
        return _ann.Frames.Last(frame => FrameRecorder.IsType(frame, "presence"));
    }
}
