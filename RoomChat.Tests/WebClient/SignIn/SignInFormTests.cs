using Bunit;
using RoomChat.Web.Client.SignIn;

namespace RoomChat.Tests.WebClient.SignIn;

public sealed class SignInFormTests : BunitContext
{
    private readonly List<string> _names = [];

    [Fact]
    public void One_click_is_enough_to_enter()
    {
        var form = Render();
        var suggested = form.Find("[data-testid=sign-in-name]").GetAttribute("value");
        form.Find("form").Submit();
        Assert.Equal(suggested, Assert.Single(_names));
        Assert.Matches("^[A-Z][a-z]+ [A-Z][a-z]+$", suggested);
    }

    [Fact]
    public void Blank_name_does_not_sign_in()
    {
        var form = Render();
        form.Find("[data-testid=sign-in-name]").Input("  ");
        Assert.True(form.Find("[data-testid=sign-in-submit]").HasAttribute("disabled"));
        form.Find("form").Submit();
        Assert.Empty(_names);
    }

    [Theory]
    [InlineData("\u200B", "cannot be seen")]
    [InlineData("Аdmin", "reserved")]
    public void Bad_name_is_told_before_it_is_sent(string name, string reason)
    {
        var form = Render();
        form.Find("[data-testid=sign-in-name]").Input(name);
        Assert.Contains(reason, form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        form.Find("form").Submit();
        Assert.Empty(_names);
    }

    [Fact]
    public void Refusal_is_shown_until_the_name_is_changed()
    {
        var form = Render<SignInForm>(
            parameters =>
                parameters.Add(form => form.OnSignIn, _names.Add).Add(form => form.Name, "Ada").Add(form => form.Refusal, "Too many."));
        Assert.Equal("Ada", form.Find("[data-testid=sign-in-name]").GetAttribute("value"));
        Assert.Equal("Too many.", form.Find("[role=alert]").TextContent);
        form.Find("form").Submit();
        Assert.Equal("Too many.", form.Find("[role=alert]").TextContent);
        form.Find("[data-testid=sign-in-name]").Input("Adas");
        Assert.Empty(form.FindAll("[role=alert]"));
    }

    private IRenderedComponent<SignInForm> Render() => Render<SignInForm>(parameters => parameters.Add(form => form.OnSignIn, _names.Add));
}
