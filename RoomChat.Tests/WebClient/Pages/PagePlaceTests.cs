using Microsoft.AspNetCore.Components;
using RoomChat.Web.Client.Operator;
using RoomChat.Web.Client.Pages;
using ChatPage = RoomChat.Web.Client.Pages.ChatPage;

namespace RoomChat.Tests.WebClient.Pages;

public sealed class PagePlaceTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("?from=mail#end", null, null)]
    [InlineData("r/general", "general", null)]
    [InlineData("R/general/", "general", null)]
    [InlineData("r/general/42", "general", "42")]
    [InlineData("r/general/42?from=mail#end", "general", "42")]
    [InlineData("r/a%20b", "a b", null)]
    public void Address_of_the_page_names_room_and_message(string address, string? room, string? message) =>
        Assert.Equal(new PagePlace(room, message), PagePlace.Find(address));

    [Theory]
    [InlineData("lost")]
    [InlineData("r")]
    [InlineData("r/")]
    [InlineData("r//42")]
    [InlineData("r/general/42/more")]
    [InlineData("rooms/general")]
    public void Other_address_has_no_place(string address) => Assert.Null(PagePlace.Find(address));

    [Theory]
    [InlineData("operator", true)]
    [InlineData("operator/?tab=rooms", true)]
    [InlineData("operators", false)]
    [InlineData("", false)]
    public void Console_has_its_own_address(string address, bool isConsole) => Assert.Equal(isConsole, PagePlace.IsConsole(address));

    // The page has no router that would find another by itself.
    [Fact]
    public void Page_shows_every_component_that_has_an_address()
    {
        var pages = typeof(ChatPage).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false)).ToHashSet();
        Assert.Equal([typeof(ChatPage), typeof(LostPage), typeof(OperatorPage)], pages);
    }
}
