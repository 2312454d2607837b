using Bunit;
using RoomChat.Contracts;
using RoomChat.Web.Client.Messages;

namespace RoomChat.Tests.WebClient.Messages;

public sealed class TypingLineTests : BunitContext
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Ann", "Ann is typing…")]
    [InlineData("Ann,Bob", "Ann and Bob are typing…")]
    [InlineData("Ann,Bob,Eve", "Ann, Bob and Eve are typing…")]
    [InlineData("Ann,Bob,Eve,Dan,Kim", "Ann, Bob and 3 more are typing…")]
    public void Typing_users_are_shown_and_announced_to_screen_readers(string names, string text)
    {
        ChatUser[] users = [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => new ChatUser(name, name))];
        var line = Render<TypingLine>(parameters => parameters.Add(typing => typing.Users, users)).Find("p");
        Assert.Equal((text, "status"), (line.TextContent, line.GetAttribute("role")));
    }
}
