using System.IO.Pipelines;
using System.Net;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.WebClient.Memory;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

/// <summary>A start without a network: the page opens with stored data, and written messages are sent when the network is back.</summary>
public sealed class ChatStateOfflineTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private readonly SharedStorage _browser = new();

    [Fact]
    public async Task Start_without_network_shows_stored_messages()
    {
        await VisitAsync(head: 2);
        await using var page = new TestedChat(_browser.NewTab()) { Instead = _ => throw new HttpRequestException("no network") };

        await page.Chat.StartAsync();

        await Eventually.Holds(() => page.Chat.Rooms?.Current is not null, "the room is looked at");
        Assert.Equal("Ada", page.Chat.User?.Name);
        Assert.Equal(["1", "2"], page.Room.Entries.Select(entry => entry.Content));
    }

    [Fact]
    public async Task Start_without_an_answer_opens_after_two_seconds()
    {
        await VisitAsync(head: 1);
        await using var page = new TestedChat(_browser.NewTab()) { Instead = path => path == "/session" ? NeverAnswered() : null };
        var starting = page.Chat.StartAsync();
        Assert.Equal(SignInPhase.Unknown, page.Chat.Phase);
        page.Time.Advance(TimeSpan.FromSeconds(2));
        await starting;
        Assert.Equal(SignInPhase.SignedIn, page.Chat.Phase);
    }

    [Fact]
    public async Task Messages_written_offline_are_sent_once_and_in_order()
    {
        await VisitAsync(head: 1);
        await using var page = new TestedChat(_browser.NewTab()) { Instead = _ => throw new HttpRequestException("no network") };
        await page.Memory.SaveUnsentAsync(new("m0", "general", "from before", DateTimeOffset.UnixEpoch, page.User!));
        await page.Chat.StartAsync();
        await Eventually.Holds(() => page.Chat.Rooms?.Current is not null, "the room is looked at");
        _ = page.Chat.SendAsync(page.Room, "first");
        _ = page.Chat.SendAsync(page.Room, "second");
        await Eventually.Holds(() => page.Room.Entries.Count(entry => entry.Delivery == Delivery.Waiting) == 3, "all three wait");

        page.Instead = _ => null;
        await page.WelcomeBackAsync(("general", 1));
        page.Chat.RetryNow();

        await Eventually.Holds(() => page.Accepted.Count == 3, "all are accepted");
        // An attempt in progress at that moment is repeated under the same id: the server accepts it once.
        Assert.Equal(["from before", "first", "second"], page.Sent.Distinct());
    }

    [Fact]
    public async Task Stored_messages_missing_from_the_log_are_removed()
    {
        await VisitAsync(head: 3);
        await using var page = new TestedChat(_browser.NewTab()) { History = TestedChat.Messages(8, 9) };
        await page.ReenterAsync(("general", 9));
        await Eventually.Holds(
            () => page.Room.Entries.Select(entry => entry.Content).SequenceEqual(["8", "9"]),
            "the log's messages are shown");
    }

    [Fact]
    public async Task Sign_out_removes_stored_messages()
    {
        await VisitAsync(head: 1);
        await using var page = new TestedChat(_browser.NewTab());
        await page.ReenterAsync(("general", 1));
        await page.Chat.SignOutAsync();
        Assert.DoesNotContain(
            _browser.AllTabs.Keys,
            key => key.StartsWith("roomchat.kept/", StringComparison.Ordinal) || key == "roomchat.user");
    }

    public static TheoryData<string> WaysToEnd => ["ended elsewhere", "refused", "over at the next start", "another tab", "another user"];

    [Theory]
    [MemberData(nameof(WaysToEnd))]
    public async Task End_of_a_session_removes_stored_messages(string way)
    {
        await VisitAsync(head: 1);
        await using var page = new TestedChat(_browser.NewTab());
        if (way == "over at the next start") page.User = null;
        await page.Chat.StartAsync();
        var socket = page.User is null ? null : await page.WelcomeBackAsync(("general", 1));
        page.User = way == "another user" ? new ChatUser("u-next", "Grace") : null;
        if (way is "ended elsewhere" or "another user") socket!.Close(CloseCode.SessionEnded);
        if (way == "refused") await page.Chat.SendAsync(page.Room, "into the void");
        if (way == "another tab") await page.Memory.ForgetUserAsync();
        if (way == "another tab") await page.Chat.FollowKeptUserAsync();
        var kept = () => Keys().Any(key => key.StartsWith("roomchat.kept/", StringComparison.Ordinal));
        await Eventually.Holds(() => page.Chat.User == page.User && !kept(), "nothing is kept");
        await Eventually.Holds(() => Keys().Contains("roomchat.user") == page.User is not null, "only a session that goes on has a user");
        Assert.Contains("roomchat.room/general", Keys());
    }

    [Theory]
    [InlineData("Ada", "half a sen")]
    [InlineData("Grace", "")]
    public async Task Draft_is_shown_only_to_the_name_that_wrote_it(string next, string draft)
    {
        var tab = _browser.NewTab();
        await using var page = new TestedChat(tab);
        var socket = await page.EnterAsync();
        var room = await page.JoinAsync(socket, "general");
        room.Draft = "half a sen";
        await page.Chat.Rooms!.KeepDraftAsync(room);
        page.User = null;
        socket.Close(CloseCode.SessionEnded);
        await Eventually.Holds(() => page.Chat.Phase == SignInPhase.SignedOut, "the session has ended");
        await page.Chat.SignInAsync(next);
        await page.WelcomeBackAsync(("general", 0));
        await Eventually.Holds(() => page.Chat.Rooms!.Current is not null, "the room is back");
        Assert.Equal(draft, page.Room.Draft);
    }

    [Fact]
    public async Task Session_ended_offline_is_noticed_when_the_network_returns()
    {
        await VisitAsync(head: 1);
        await using var page = new TestedChat(_browser.NewTab()) { Instead = _ => throw new HttpRequestException("no network") };
        await page.Chat.StartAsync();
        (page.User, page.Instead) = (null, _ => null);
        await page.Server.WelcomeAsync();
        await Eventually.Holds(() => page.Chat.Phase == SignInPhase.SignedOut, "it asks for a name");
    }

    [Fact]
    public async Task Room_of_the_address_is_joined_and_looked_at()
    {
        await VisitAsync(head: 1);
        await using var page = new TestedChat(_browser.NewTab());
        page.Chat.Wanted = RoomId.Parse("linked", null);
        await page.Chat.StartAsync();
        await page.WelcomeBackAsync(("linked", 0), ("general", 1));
        await Eventually.Holds(() => page.Room is { RoomId.Value: "linked", Subscription: not null }, "it is joined");
        Assert.Contains("linked", (await page.Memory.LoadRoomsAsync()).Joined);
    }

    [Fact]
    public async Task Room_of_the_address_that_is_refused_is_not_shown()
    {
        await using var page = new TestedChat(_browser.NewTab());
        page.Chat.Wanted = RoomId.Parse("closed", null);
        await page.Chat.StartAsync();
        var socket = await page.Server.WelcomeAsync();
        await socket.HearAsync<ClientFrame.Join>();
        socket.Say(new ServerFrame.ActionError(ErrorCode.TooManyRooms, "Leave one first.", "join", "closed"));
        await Eventually.Holds(() => page.Toasts.Shown.Count == 1 && page.Chat.Rooms!.Joined.Count == 0, "it is told why");
        Assert.DoesNotContain("closed", (await page.Memory.LoadRoomsAsync()).Joined);
    }

    private string[] Keys()
    {
        lock (_browser.AllTabs) return [.. _browser.AllTabs.Keys];
    }

    /// <summary>A visit with a network: the room's messages are stored.</summary>
    private async Task VisitAsync(int head)
    {
        await using var page =
            new TestedChat(_browser.NewTab()) { History = TestedChat.Messages(Enumerable.Range(1, head).Select(offset => (long)offset)) };
        var socket = await page.EnterAsync();
        await page.JoinAsync(socket, "general", head);
        await Eventually.Holds(() => page.Room.Entries.Count == head, "its messages are loaded");
        page.Chat.SetPageVisible(false);
        await Eventually.Holds(async () => (await page.Memory.LoadKeptAsync(General)).Count == head, "they are kept");
    }

    private static HttpResponseMessage NeverAnswered() =>
        new(HttpStatusCode.OK) { Content = new StreamContent(new Pipe().Reader.AsStream()) };
}
