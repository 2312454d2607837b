using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.WebClient.Memory;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

/// <summary>Reloads, other tabs and ends of the session keep rooms, drafts and messages of the user.</summary>
public sealed class ChatStateMemoryTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private readonly SharedStorage _browser = new();

    [Fact]
    public async Task Rooms_drafts_and_unread_counts_survive_a_reload()
    {
        var tab = _browser.NewTab();
        await using (var page = new TestedChat(tab))
        {
            var socket = await page.EnterAsync();
            await page.JoinAsync(socket, "general", head: 10);
            page.Time.Advance(TimeSpan.FromSeconds(1));
            var dev = await page.JoinAsync(socket, "dev", head: 5);
            dev.Draft = "half a sen";
            await page.Chat.Rooms!.KeepDraftAsync(dev);
            socket.SayMessages("general", 11, 12, 13);
            await Eventually.Holds(() => page.Chat.Rooms.Unread == 3, "three are unread");
        }

        await using var again = new TestedChat(tab);
        await again.ReenterAsync(("general", 14), ("dev", 5));   // one more message came meanwhile
        await Eventually.Holds(() => again.Chat.Rooms!.Current?.RoomId.Value == "dev", "the room looked at last is looked at again");
        Assert.Equal(["general", "dev"], again.Chat.Rooms!.Joined.Select(room => room.RoomId.Value));
        Assert.Equal("half a sen", again.Room.Draft);
        Assert.Equal((4, 0), (again.Chat.Rooms.Joined[0].Unread, again.Chat.Rooms.Joined[1].Unread));
    }

    [Fact]
    public async Task Session_that_ended_loses_neither_rooms_nor_texts()
    {
        await using var page = new TestedChat(_browser.NewTab());
        var socket = await page.EnterAsync();
        var room = await page.JoinAsync(socket, "general");
        room.Draft = "half a sen";
        await page.Chat.Rooms!.KeepDraftAsync(room);
        page.User = null;
        await page.Chat.SendAsync(room, "into the void");
        await Eventually.Holds(() => page.Chat.Phase == SignInPhase.SignedOut, "the session has ended");

        await page.Chat.SignInAsync(page.Chat.LastName!);
        await page.WelcomeBackAsync(("general", 0));
        await Eventually.Holds(() => page.Accepted.Values.Contains("into the void"), "it is sent by itself");
        Assert.Equal("half a sen", page.Room.Draft);
        Assert.Equal("into the void", Assert.Single(page.Accepted).Value);
        await Eventually.Holds(async () => (await page.Memory.LoadRoomAsync(General)).Unsent.Count == 0, "it is remembered no more");
    }

    [Fact]
    public async Task Unsent_message_survives_a_reload_and_is_sent_once()
    {
        var tab = _browser.NewTab();
        string id;
        await using (var page = new TestedChat(tab))
        {
            var socket = await page.EnterAsync();
            var room = await page.JoinAsync(socket, "general");
            page.Instead = path => path == "/publish" ? throw new HttpRequestException("no route") : null;
            _ = page.Chat.SendAsync(room, "hello");
            await Eventually.Holds(() => room.Entries is [{ Delivery: Delivery.Waiting }], "it waits");
            id = room.Entries[0].Id;
        }

        await using var again = new TestedChat(tab);
        await again.ReenterAsync(("general", 0));
        await Eventually.Holds(() => again.Accepted.ContainsKey(id), "it is sent under its id");
        Assert.Equal("hello", Assert.Single(again.Sent));
    }

    [Fact]
    public async Task Message_found_in_the_history_is_not_sent_again()
    {
        var tab = _browser.NewTab();
        await using var page = new TestedChat(tab);
        await page.Memory.SaveJoinedAsync(General);
        await page.Memory.SaveCurrentAsync(General);
        await page.Memory.SaveUnsentAsync(new("h2", "general", "2", DateTimeOffset.UnixEpoch, page.User!));
        page.History = TestedChat.Messages(1, 2);
        await page.ReenterAsync(("general", 2));
        await Eventually.Holds(async () => (await page.Memory.LoadRoomAsync(General)).Unsent.Count == 0, "it is known to be there");
        Assert.Empty(page.Sent);
        Assert.Equal(2, page.Room.Entries.Count);
    }

    [Fact]
    public async Task Unsent_text_of_another_name_is_not_sent_automatically()
    {
        await using var page = new TestedChat(_browser.NewTab()) { User = new ChatUser("u2", "Grace") };
        await page.Memory.SaveJoinedAsync(General);
        await page.Memory.SaveCurrentAsync(General);
        await page.Memory.SaveUnsentAsync(new("m1", "general", "by Ada", DateTimeOffset.UnixEpoch, new ChatUser("u1", "Ada")));
        await page.ReenterAsync(("general", 0));
        await Eventually.Holds(() => page.Chat.Rooms!.Current is not null, "the room is back");
        var kept = Assert.Single(page.Room.Entries);
        Assert.Equal((Delivery.Failed, "You wrote this as Ada.", true), (kept.Delivery, kept.Problem, kept.CanRetry));
        await page.Chat.ResendAsync(page.Room, kept);
        Assert.Equal("by Ada", Assert.Single(page.Sent));
    }

    [Fact]
    public async Task Reading_in_one_tab_counts_in_the_other()
    {
        await using var one = new TestedChat(_browser.NewTab());
        await using var other = new TestedChat(_browser.NewTab());
        var (socket, otherSocket) = (await one.EnterAsync(), await other.EnterAsync());
        await one.JoinAsync(socket, "general");
        await one.JoinAsync(socket, "dev");
        await other.JoinAsync(otherSocket, "general");
        foreach (var each in new[] { socket, otherSocket }) each.SayMessages("general", 1, 2);
        await Eventually.Holds(() => one.Chat.Rooms!.Unread == 2, "two are unread where another room is looked at");
        await Eventually.Holds(async () => (await one.Memory.LoadReadAsync(General))?.Offset == 2, "the other tab has read them");
        await one.Chat.Rooms!.TakeReadAsync(General);
        Assert.Equal(0, one.Chat.Rooms.Unread);
    }

    [Fact]
    public async Task Sign_in_of_another_tab_is_followed()
    {
        await using var page = new TestedChat(_browser.NewTab());
        var socket = await page.EnterAsync();
        await page.JoinAsync(socket, "general");
        page.User = new ChatUser("u-other", "Grace");
        await page.Chat.FollowSignInAsync();
        Assert.Equal("Grace", page.Chat.User?.Name);
        await page.WelcomeBackAsync(("general", 0));
        await Eventually.Holds(() => page.Chat.Rooms!.Current?.RoomId == General, "the room is back");
    }

    [Fact]
    public async Task Room_that_is_unavailable_is_joined_later()
    {
        await using var page = new TestedChat(_browser.NewTab());
        await page.Memory.SaveJoinedAsync(General);
        await page.Memory.SaveCurrentAsync(General);
        await page.Chat.StartAsync();
        var socket = await page.Server.WelcomeAsync();
        await socket.HearAsync<ClientFrame.Join>();
        socket.Say(new ServerFrame.ActionError(ErrorCode.Unavailable, "Not now.", "join", "general"));
        await TestedChat.AnswerRoomsAsync(socket);
        await Eventually.Holds(() => page.Chat.Rooms!.Members(General) == 1, "the rooms were asked for");
        page.Time.Advance(TimeSpan.FromSeconds(15));
        await socket.HearAsync<ClientFrame.Join>();
        socket.SayJoined("general", 0, recovered: false);
        await Eventually.Holds(() => page.Chat.Rooms!.Current?.RoomId == General, "it is looked at");
        Assert.Equal("general", Assert.Single((await page.Memory.LoadRoomsAsync()).Joined));
    }

    [Fact]
    public async Task Chat_that_the_server_closed_keeps_its_rooms()
    {
        await using var page = new TestedChat(_browser.NewTab());
        var socket = await page.EnterAsync();
        await page.JoinAsync(socket, "general");
        socket.Close(CloseCode.TooManyErrors);
        await Eventually.Holds(() => page.Chat.Connection is RoomChat.Client.ConnectionState.Closed, "the chat is over");
        Assert.Equal(General, page.Room.RoomId);
        await page.Chat.StartOverAsync();
        await page.WelcomeBackAsync(("general", 0));
        await Eventually.Holds(() => page.Chat.Rooms!.Current?.RoomId == General, "the room is back");
    }
}
