using Bunit;
using RoomChat.Contracts;
using RoomChat.Web.Client.Messages;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Messages;

public sealed class ComposerTests : BunitContext
{
    private readonly RoomState _room = new(RoomId.Parse("general", null));
    private readonly List<string> _sent = [];
    private int _typed;

    public ComposerTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void A_text_is_sent_without_the_space_around_it_and_the_field_is_empty_again()
    {
        var composer = Render(isConnected: true);
        composer.Find("textarea").Input("  two\nlines \n");
        composer.Find("form").Submit();
        Assert.Equal(["two\nlines"], _sent);
        Assert.Equal("", _room.Draft);
    }

    [Fact]
    public void Nothing_but_space_is_not_sent()
    {
        var composer = Render(isConnected: true);
        composer.Find("textarea").Input(" \n ");
        Assert.True(composer.Find("[data-testid=composer-send]").HasAttribute("disabled"));
        composer.Find("form").Submit();
        Assert.Empty(_sent);
    }

    [Fact]
    public void Without_a_connection_it_says_that_what_is_sent_waits()
    {
        var composer = Render(isConnected: false);
        composer.Find("textarea").Input("hello");
        composer.Find("form").Submit();
        Assert.Equal(["hello"], _sent);
        Assert.Contains("what you send waits", composer.Find("#composer-note").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16_384, true, "0 bytes left.")]
    [InlineData(16_386, false, "Too long by 2 bytes of 16384.")]
    public void The_limit_counts_bytes_and_not_characters(int bytes, bool canSend, string note)
    {
        var composer = Render(isConnected: true);
        composer.Find("textarea").Input(new string('é', bytes / 2));
        Assert.Equal(canSend, !composer.Find("[data-testid=composer-send]").HasAttribute("disabled"));
        Assert.Equal(note, composer.Find("#composer-note").TextContent);
    }

    [Fact]
    public void Typing_is_told_while_there_is_a_text()
    {
        var composer = Render(isConnected: true);
        composer.Find("textarea").Input("h");
        composer.Find("textarea").Input("hi");
        composer.Find("textarea").Input(" ");
        Assert.Equal(2, _typed);
    }

    private Task Type()
    {
        _typed++;
        return Task.CompletedTask;
    }

    private IRenderedComponent<Composer> Render(bool isConnected) => Render<Composer>(parameters => parameters
        .Add(composer => composer.Room, _room).Add(composer => composer.IsConnected, isConnected).Add(composer => composer.OnSend, _sent.Add)
        .Add(composer => composer.OnTyping, Type));
}
