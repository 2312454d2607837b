using System.Net;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.Client;
using RoomChat.Tests.WebClient.State;
using RoomChat.Web.Client.Alerts;
using RoomChat.Web.Client.Dialogs;
using RoomChat.Web.Client.Layout;
using RoomChat.Web.Client.State;
using ChatPage = RoomChat.Web.Client.Pages.ChatPage;

namespace RoomChat.Tests.WebClient;

/// <summary>The whole page as rendered by its components, in a room with all elements that take space, for display in a browser.</summary>
internal sealed class RenderedPage : BunitContext
{
    private ScriptedSocket? _socket;

    public RenderedPage()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Tested.Time);
        Services.AddSingleton(Tested.Chat);
        Services.AddSingleton(Tested.Toasts);
        Services.AddSingleton(Tested.Settings);
        Services.AddSingleton<PageDialogs>();
        Services.AddSingleton<INotifier, BrowserNotifier>();
        Services.AddSingleton(new ChatApi(new StubHttp(static _ => StubHttp.Json(HttpStatusCode.NotFound, "{}")).Client()));
        Services.AddSingleton<PushRegistration>();
    }

    public TestedChat Tested { get; } = new();

    /// <summary>Breaks the connection, and refuses new ones.</summary>
    public void BreakConnection()
    {
        Tested.Server.Refusal = new RoomChatException("The network is gone.") { MayRetry = true };
        _socket?.Break();
    }

    /// <summary>Enters a room with messages of two users, a typing user, and an announcement to everyone.</summary>
    /// <param name="messages">The messages: the first, third and so on are the user's own, the others are of another user.</param>
    public async Task<IRenderedComponent<LayoutView>> EnterAsync(params string[] messages)
    {
        var page = Render<LayoutView>(parameters => parameters.Add(view => view.Layout, typeof(MainLayout))
            .Add(view => view.ChildContent, builder =>
            {
                builder.OpenComponent<ChatPage>(0);
                builder.CloseComponent();
            }));
        var socket = _socket = await Tested.Server.WelcomeAsync();
        await socket.HearAsync<ClientFrame.GetRooms>();
        SayRooms(socket);
        var joining = page.InvokeAsync(() => Tested.Chat.Rooms!.JoinAsync(RoomId.Parse("general", null)));
        await socket.HearAsync<ClientFrame.Join>();
        socket.SayJoined("general", 0, recovered: false);
        await socket.HearAsync<ClientFrame.GetRooms>();
        SayRooms(socket);
        await joining;
        var (me, bob) = (Tested.User!, new ChatUser("u2", "Bob"));
        for (var i = 0; i < messages.Length; i++)
            socket.Say(new ServerFrame.Message("general", messages[i], Tested.Time.GetUtcNow(), $"m{i}", i + 1, i % 2 == 0 ? me : bob));
        socket.Say(new ServerFrame.Message("all", "to everyone", Tested.Time.GetUtcNow(), "a1", 1, bob));
        socket.Say(new ServerFrame.UserTyping("general", bob));
        await page.WaitForAssertionAsync(
            () =>
            {
                Assert.Equal(messages.Length, page.FindAll("[data-testid=message-list] .message").Count);
                Assert.Single(page.FindAll("[data-testid=announcements]"));
                Assert.Contains("Bob", page.Find("[data-testid=typing]").TextContent, StringComparison.Ordinal);
            },
            Eventually.Patience);
        return page;
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Tested.DisposeAsync();
    }

    private static void SayRooms(ScriptedSocket socket) =>
        socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int> { ["general"] = 2 }));
}
