using RoomChat.Contracts;
using RoomChat.Contracts.Names;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class NameBookTests
{
    private readonly NameBook _names = new();

    [Fact]
    public void Name_that_one_user_has_needs_no_sign()
    {
        var ada = Note("u1", "Ada");
        Note("u1", "Ada");   // the same user again
        Note("u2", "Alan");
        Assert.Null(_names.SignOf(ada));
    }

    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData("Ada", "АDА")]
    [InlineData("Zoë", "Zoe\u0308")]
    [InlineData("Ian", "lan")]
    public void Users_with_look_alike_names_get_different_signs(string one, string other)
    {
        var first = Note("u1", one);
        Assert.Null(_names.SignOf(first));
        var second = Note("u2", other);
        Assert.Matches("^#[0-9]{4,}$", _names.SignOf(first));
        Assert.Matches("^#[0-9]{4,}$", _names.SignOf(second));
        Assert.NotEqual(_names.SignOf(first), _names.SignOf(second));
    }

    [Fact]
    public void Sign_is_the_same_on_every_page()
    {
        var elsewhere = new NameBook();
        foreach (var id in new[] { "u3", "u2", "u1" }) elsewhere.Note(new ChatUser(id, "Ada"));
        foreach (var id in new[] { "u1", "u2" }) Note(id, "Ada");
        Assert.Equal(elsewhere.SignOf(new ChatUser("u1", "Ada")), _names.SignOf(new ChatUser("u1", "Ada")));
    }

    [Fact]
    public void Signs_of_a_crowd_of_one_name_are_all_different()
    {
        var crowd = Enumerable.Range(0, 500).Select(i => Note($"user-{i:x24}", "Ada")).ToList();
        Assert.Equal(crowd.Count, crowd.Select(_names.SignOf).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u202EadA")]
    [InlineData("You")]
    [InlineData("Ada (you)")]
    [InlineData("Ada #4821")]
    [InlineData("\uFA19")]
    public void Name_of_older_rules_always_has_a_sign(string name) => Assert.NotNull(_names.SignOf(Note("u1", name)));

    [Fact]
    public void Name_with_a_sign_is_not_allowed()
    {
        var ada = Note("u1", "Ada");
        Note("u2", "Ada");
        Assert.False(UserName.TryParse($"Ada {_names.SignOf(ada)}", out _, out _));
    }

    private ChatUser Note(string id, string name)
    {
        var user = new ChatUser(id, name);
        _names.Note(user);
        return user;
    }
}
