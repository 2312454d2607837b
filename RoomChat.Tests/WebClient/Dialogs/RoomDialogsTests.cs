using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Tests.Client;
using RoomChat.Tests.WebClient.State;
using RoomChat.Web.Client.Dialogs;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Dialogs;

/// <summary>The dialogs for rooms that users create.</summary>
public sealed class RoomDialogsTests : BunitContext
{
    private const string Details = """
        {"room_id":"team","title":"Team","topic":"","visibility":"private","publishers":"members","slow_mode":5,"role":"owner",
         "created_at":"2026-01-01T00:00:00Z"}
        """;

    private readonly StubHttp _http;
    private Func<HttpRequestMessage, HttpResponseMessage> _answer = _ => StubHttp.Json(HttpStatusCode.OK, Details);

    public RoomDialogsTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        _http = new StubHttp(request => _answer(request));
        Services.AddSingleton(new RoomsApi(new ChatApi(_http.Client())));
        Services.AddSingleton(new ToastTray(TimeProvider.System));
    }

    [Fact]
    public async Task New_room_is_private_by_default_and_opened()
    {
        await using var chat = new TestedChat();
        Services.AddSingleton(chat.Chat);
        RoomId? gone = null;
        _answer = _ => StubHttp.Json(HttpStatusCode.Created, Details);
        var dialog = Render<NewRoomDialog>(parameters => parameters.Add(one => one.OnGo, roomId => gone = roomId));
        await dialog.Find("[data-testid=room-title]").ChangeAsync("Team");
        await dialog.Find("[data-testid=new-room]").SubmitAsync();
        Assert.Contains("\"visibility\":\"private\"", Assert.Single(_http.Bodies), StringComparison.Ordinal);
        Assert.Equal("team", gone?.Value);
    }

    [Fact]
    public async Task Refusal_is_told_and_the_dialog_stays()
    {
        await using var chat = new TestedChat();
        Services.AddSingleton(chat.Chat);
        _answer = _ => StubHttp.Json(HttpStatusCode.Conflict, """{"detail":"You own 200 rooms."}""");
        var dialog = Render<NewRoomDialog>();
        await dialog.Find("[data-testid=room-title]").ChangeAsync("Team");
        await dialog.Find("[data-testid=new-room]").SubmitAsync();
        Assert.Contains("You own 200 rooms.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_are_told_to_sign_in()
    {
        await using var chat = new TestedChat { User = new ChatUser("guest-1f", "Gus") };
        await chat.EnterAsync();
        Services.AddSingleton(chat.Chat);
        var dialog = Render<NewRoomDialog>();
        Assert.Single(dialog.FindAll("[data-testid=guests-create-none]"));
        Assert.Empty(dialog.FindAll("form"));
    }

    [Fact]
    public async Task Settings_are_changed_in_the_version_that_was_read()
    {
        await using var chat = new TestedChat();
        Services.AddSingleton(chat.Chat);
        string? match = null;
        _answer = request =>
        {
            match = request.Headers.IfMatch.FirstOrDefault()?.Tag ?? match;
            var answer = StubHttp.Json(HttpStatusCode.OK, Details);
            answer.Headers.ETag = new("\"7\"");
            return answer;
        };
        var dialog = Render<RoomSettingsDialog>();
        await dialog.WaitForElementAsync("[data-testid=edit-slow]");
        await dialog.Find("[data-testid=edit-slow]").ChangeAsync("30");
        await dialog.Find("[data-testid=room-settings-form]").SubmitAsync();
        Assert.Equal("\"7\"", match);
        Assert.Contains("\"slow_mode\":30", Assert.Single(_http.Bodies), StringComparison.Ordinal);
    }
}
