using Bunit;
using RoomChat.Contracts;
using RoomChat.Web.Client.Messages;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Messages;

public sealed class ComposerTests : BunitContext
{
    private readonly RoomState _room = new(RoomId.Parse("general", null));
    private readonly List<string> _sent = [];
    private int _kept;

    public ComposerTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public async Task Text_that_is_sent_is_no_draft_any_more()
    {
        var composer = Render(isConnected: true);
        await composer.InvokeAsync(() => composer.Instance.OnText("two\nlines"));
        Assert.Equal("two\nlines", _room.Draft);
        await composer.InvokeAsync(() => composer.Instance.OnSubmit("two\nlines"));
        Assert.Equal(["two\nlines"], _sent);
        Assert.Equal(("", 2), (_room.Draft, _kept));
    }

    [Fact]
    public void Without_a_connection_a_note_says_that_messages_wait()
    {
        var composer = Render(isConnected: false);
        Assert.Contains("what you send waits", composer.Find("#composer-note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Room_with_a_title_goes_by_it()
    {
        var composer = Render(isConnected: true);
        Assert.Equal("Message #general", composer.Find("textarea").GetAttribute("placeholder"));
        composer.Render(parameters => parameters.Add(shown => shown.Title, "Our team"));
        Assert.Equal("Message Our team", composer.Find("textarea").GetAttribute("placeholder"));
        Assert.Equal("Message Our team", composer.Find("label").TextContent);
    }

    [Theory]
    [InlineData(12_000, "")]
    [InlineData(16_384, "0 bytes left.")]
    [InlineData(16_386, "Too long by 2 bytes of 16384.")]
    public async Task The_limit_counts_bytes_and_not_characters(int bytes, string note)
    {
        var composer = Render(isConnected: true);
        await composer.InvokeAsync(() => composer.Instance.OnText(new string('é', bytes / 2)));
        Assert.Equal(note, composer.Find("#composer-note").TextContent);
    }

    [Fact]
    public async Task Render_writes_into_the_field_only_after_a_page_change()
    {
        var module = JSInterop.SetupModule("./chat.js");
        var field = module.SetupModule("compose", _ => true);
        field.SetupVoid("write", "to be edited").SetVoidResult();
        _room.Draft = "half a sen";
        var composer = Render(isConnected: true);
        await composer.InvokeAsync(() => composer.Instance.OnText("half a sentence"));
        composer.Render(parameters => parameters.Add(shown => shown.IsConnected, false));
        Assert.Equal("half a sen", composer.Find("textarea").GetAttribute("value"));
        field.VerifyNotInvoke("write");

        _room.Draft = "to be edited";
        composer.Render();
        field.VerifyInvoke("write");
    }

    private Task Keep()
    {
        _kept++;
        return Task.CompletedTask;
    }

    private IRenderedComponent<Composer> Render(bool isConnected) => Render<Composer>(parameters => parameters
        .Add(composer => composer.Room, _room)
        .Add(composer => composer.IsConnected, isConnected)
        .Add(composer => composer.OnSend, _sent.Add)
        .Add(composer => composer.OnDraft, Keep));
}
