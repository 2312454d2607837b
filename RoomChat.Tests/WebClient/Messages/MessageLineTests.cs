using Bunit;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.Client.Messages;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Messages;

public sealed class MessageLineTests : BunitContext
{
    private static readonly ChatUser Ada = new("u1", "Ada");
    private static readonly ChatUser Grace = new("u2", "Grace");

    [Fact]
    public void Message_content_is_text_and_never_HTML()
    {
        var line = Render(Entry(Grace, "<img src=x onerror=alert(1)> & <b>bold</b>"));
        Assert.Empty(line.FindAll("img, b"));
        Assert.Equal("<img src=x onerror=alert(1)> & <b>bold</b>", line.Find(".content").TextContent);
    }

    [Fact]
    public void Own_messages_differ_from_those_of_others()
    {
        var own = Render(Entry(Ada, "hi")).Find("[data-testid=message]");
        Assert.Equal(
            ("true", "m1", "delivered"),
            (own.GetAttribute("data-own"), own.GetAttribute("data-id"), own.GetAttribute("data-state")));
        Assert.Equal("false", Render(Entry(Grace, "hi")).Find("[data-testid=message]").GetAttribute("data-own"));
    }

    [Fact]
    public void A_message_to_everyone_says_so() =>
        Assert.Equal("to everyone", Render(Entry(Grace, "hi") with { ToEveryone = true }).Find(".tag").TextContent);

    [Fact]
    public void Message_sent_by_a_program_for_a_user_is_marked()
    {
        foreach (var user in (ChatUser[])[Ada, Grace])
        {
            var via = Render(Entry(user, "your bill") with { Via = "key billing" }).Find("[data-testid=via]");
            Assert.Equal("sent by the program billing in this name", via.TextContent);
        }
        Assert.Empty(Render(Entry(Grace, "hi")).FindAll("[data-testid=via]"));
    }

    [Fact]
    public void Readers_up_to_a_message_are_named_and_many_counted()
    {
        ChatUser[] readers = [Grace, new("u3", "Eve"), new("u4", "Dan"), new("u5", "Kim")];
        var line = Render<MessageLine>(parameters => parameters
            .Add(line => line.Item, Line(Entry(Ada, "hi"))).Add(line => line.Me, Ada).Add(line => line.ReadBy, readers[..1]));
        Assert.Equal("Read by Grace", Words(line));
        line.Render(parameters => parameters.Add(line => line.ReadBy, readers));
        Assert.Equal("Read by Grace, Eve, Dan and 1 more", Words(line));
        line.Render(parameters => parameters.Add(line => line.ReadBy, []));
        Assert.Empty(line.FindAll("[data-testid=read-by]"));

        static string Words(IRenderedComponent<MessageLine> line) => string.Join(' ', line.Find("[data-testid=read-by]").TextContent
            .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_message_tells_why_and_can_be_sent_again()
    {
        MessageEntry? again = null;
        var entry = Entry(Ada, "hi") with { Delivery = Delivery.Failed, Problem = "Too long.", CanRetry = true };
        var line = Render<MessageLine>(parameters => parameters
            .Add(line => line.Item, Line(entry)).Add(line => line.Me, Ada).Add(line => line.OnResend, resent => again = resent));
        Assert.Contains("Too long.", line.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        line.Find("[data-testid=retry-message]").Click();
        Assert.Equal(entry, again);
    }

    [Fact]
    public void Permanent_refusal_offers_to_edit_but_not_to_retry()
    {
        MessageEntry? edited = null;
        var entry = Entry(Ada, "hi") with { Delivery = Delivery.Failed, Problem = "Too long." };
        var line = Render<MessageLine>(parameters => parameters
            .Add(line => line.Item, Line(entry)).Add(line => line.Me, Ada).Add(line => line.OnEdit, again => edited = again));
        Assert.Empty(line.FindAll("[data-testid=retry-message]"));
        line.Find("[data-testid=edit-message]").Click();
        Assert.Equal(entry, edited);
    }

    [Fact]
    public void Waiting_message_tells_why()
    {
        var line = Render(Entry(Ada, "hi") with { Delivery = Delivery.Waiting, Problem = "The broker is away." });
        Assert.Equal("waiting", line.Find("[data-testid=message]").GetAttribute("data-state"));
        Assert.Contains(
            "The broker is away. It is sent again by itself.", line.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Author_gets_a_sign_when_another_takes_the_name()
    {
        var names = new NameBook();
        names.Note(Grace);
        var line = Render<MessageLine>(parameters => parameters
            .Add(line => line.Item, Line(Entry(Grace, "hi"))).Add(line => line.Me, Ada).Add(line => line.Names, names));
        Assert.Equal("Grace", line.Find(".author").TextContent.Trim());
        names.Note(new ChatUser("u3", "grace"));
        line.Render(parameters => parameters.Add(line => line.Me, Ada));
        Assert.Equal($"Grace {names.SignOf(Grace)}", line.Find(".author").TextContent.Trim());
    }

    [Fact]
    public void Program_is_marked_and_a_person_is_not()
    {
        var program = new ChatUser("subscription:orders", "Grace");
        Assert.Equal("program", Render(Entry(program, "hi")).Find(".author [data-testid=program]").TextContent);
        Assert.Empty(Render(Entry(Grace, "hi")).FindAll("[data-testid=program]"));
        Assert.Equal(ChatUser.ProgramPrefix, Caller.KeyPrefix);
    }

    private IRenderedComponent<MessageLine> Render(MessageEntry entry) =>
        Render<MessageLine>(parameters => parameters.Add(line => line.Item, Line(entry)).Add(line => line.Me, Ada));

    private static TimelineItem.Line Line(MessageEntry entry) => new(entry, entry.Timestamp, StartsGroup: true);

    private static MessageEntry Entry(ChatUser user, string content) =>
        new("m1", content, DateTimeOffset.UnixEpoch, user, 1, Delivery.Delivered);
}
