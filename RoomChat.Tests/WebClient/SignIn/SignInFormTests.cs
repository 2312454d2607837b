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
    public void A_name_of_nothing_but_space_does_not_enter()
    {
        var form = Render();
        form.Find("[data-testid=sign-in-name]").Input("  ");
        Assert.True(form.Find("[data-testid=sign-in-submit]").HasAttribute("disabled"));
        form.Find("form").Submit();
        Assert.Empty(_names);
    }

    private IRenderedComponent<SignInForm> Render() => Render<SignInForm>(parameters => parameters.Add(form => form.OnSignIn, _names.Add));
}
