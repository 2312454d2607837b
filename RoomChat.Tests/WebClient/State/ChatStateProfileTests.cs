using System.Net;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.Client;
using RoomChat.Tests.WebClient.Memory;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

/// <summary>The user's name, status and read receipts.</summary>
public sealed class ChatStateProfileTests
{
    private readonly SharedStorage _browser = new();

    [Fact]
    public async Task Rename_keeps_rooms_and_drafts_and_connects_again()
    {
        await using var page = new TestedChat(_browser.NewTab());
        var socket = await page.EnterAsync();
        var room = await page.JoinAsync(socket, "general", head: 3);
        room.Draft = "half a sen";
        await page.Chat.Rooms!.KeepDraftAsync(room);

        Assert.Null(await page.Chat.RenameAsync("Countess"));
        Assert.Equal(("Countess", SignInPhase.SignedIn), (page.Chat.User!.Name, page.Chat.Phase));
        await WelcomeBackAsync(page);
        await page.Chat.SendAsync(room, "hello");
        Assert.Equal("Countess", room.Entries[^1].User.Name);
        Assert.Same(room, page.Room);
        Assert.Equal("half a sen", (await page.Memory.LoadRoomAsync(room.RoomId)).Draft);
        Assert.Equal("Countess", await page.Memory.LoadNameAsync());
    }

    [Fact]
    public async Task Other_tab_follows_to_another_name_without_leaving_its_rooms()
    {
        await using var page = new TestedChat(_browser.NewTab());
        var socket = await page.EnterAsync();
        var room = await page.JoinAsync(socket, "general");
        page.User = page.User! with { Name = "Countess" };
        await page.Chat.FollowSignInAsync();
        Assert.Equal("Countess", page.Chat.User!.Name);
        await WelcomeBackAsync(page);
        Assert.Same(room, page.Room);
    }

    [Fact]
    public async Task Refused_name_keeps_name_and_connection()
    {
        await using var page = new TestedChat(_browser.NewTab());
        var socket = await page.EnterAsync();
        page.Instead = path => path == "/session" ? StubHttp.Json(HttpStatusCode.BadRequest, """{"detail":"It is taken."}""") : null;
        Assert.Equal("It is taken.", await page.Chat.RenameAsync("Admin"));
        Assert.Equal(("Ada", 1), (page.Chat.User!.Name, page.Server.Attempts));
        Assert.False(socket.IsDisposed);
    }

    [Fact]
    public async Task Status_is_sent_stored_and_sent_on_the_next_connection()
    {
        var tab = _browser.NewTab();
        await using (var page = new TestedChat(tab))
        {
            var socket = await page.EnterAsync();
            Assert.Contains("80 characters", await page.Chat.SetStatusAsync(new string('a', 81)), StringComparison.Ordinal);
            Assert.Null(await page.Chat.SetStatusAsync("  In a  meeting "));
            Assert.Equal("In a meeting", (await socket.HearAsync<ClientFrame.Status>()).Text);
        }

        await using var again = new TestedChat(tab);
        await again.Chat.StartAsync();
        var next = await again.Server.WelcomeAsync();
        Assert.Equal("In a meeting", (await next.HearAsync<ClientFrame.Status>()).Text);
        Assert.Equal("In a meeting", again.Chat.Status);
        await again.Chat.SetStatusAsync("");
        Assert.Equal("", (await next.HearAsync<ClientFrame.Status>()).Text);
        Assert.Null(await again.Memory.LoadStatusAsync());
    }

    [Fact]
    public async Task Status_goes_with_the_session_and_with_the_user()
    {
        await using var page = new TestedChat(_browser.NewTab());
        await page.EnterAsync();
        await page.Chat.SetStatusAsync("away");
        await page.Memory.SaveUserAsync(new ChatUser("u-other", "Bob"));
        Assert.Null(await page.Memory.LoadStatusAsync());
        await page.Chat.SetStatusAsync("away");
        await page.Chat.SignOutAsync();
        Assert.Null(await page.Memory.LoadStatusAsync());
    }

    [Fact]
    public async Task Read_receipts_in_small_rooms_are_throttled_to_the_latest()
    {
        await using var page = new TestedChat(_browser.NewTab());
        var socket = await page.EnterAsync();
        var room = await page.JoinAsync(socket, "general", head: 3);
        SayPeople(socket, receipts: 20);
        Assert.Equal(3, (await socket.HearAsync<ClientFrame.Read>()).Offset);
        socket.SayMessages("general", 4, 5, 6);
        await Eventually.Holds(() => room.Entries.Count == 3, "the messages are there");
        var hearing = socket.HearAsync<ClientFrame.Read>();
        await Eventually.Holds(() => { page.Time.Advance(TimeSpan.FromSeconds(0.1)); return hearing.IsCompleted; }, "it is told");
        var read = await hearing;
        Assert.Equal((6, "e1", "general"), (read.Offset, read.Epoch, read.RoomId));
    }

    [Theory]
    [InlineData(false, 20)]
    [InlineData(true, null)]
    [InlineData(true, 1)]
    public async Task Read_receipts_are_off_by_setting_or_by_the_server(bool isWanted, int? receipts)
    {
        await using var page = new TestedChat(_browser.NewTab());
        await page.Settings.ChangeAsync(page.Settings.Current with { Receipts = isWanted });
        var socket = await page.EnterAsync();
        await page.JoinAsync(socket, "general", head: 3);
        SayPeople(socket, receipts);
        await Eventually.Holds(() => page.Room.People.Count == 2, "the people are known");
        page.Room.Subscription!.TrySendRead(99);
        Assert.Equal(99, (await socket.HearAsync<ClientFrame.Read>()).Offset);
    }

    private static void SayPeople(ScriptedSocket socket, int? receipts) => socket.Say(new ServerFrame.RoomPresence(
        "general",
        [new(new ChatUser("u-me", "Ada"), DateTimeOffset.UnixEpoch),
         new(new ChatUser("u2", "Bob"), DateTimeOffset.UnixEpoch)], 2, receipts));

    private static async Task WelcomeBackAsync(TestedChat page)
    {
        await Eventually.Holds(
            () => { page.Time.Advance(TimeSpan.FromSeconds(0.1)); return page.Server.Attempts == 2; }, "it connects anew");
        var socket = await page.Server.WelcomeAsync();
        Assert.Equal("general", (await socket.HearAsync<ClientFrame.Join>()).RoomId);
        socket.SayJoined("general", 3, recovered: true);
    }
}
