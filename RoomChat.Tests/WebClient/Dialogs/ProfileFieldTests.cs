using Bunit;
using RoomChat.Web.Client.Dialogs;

namespace RoomChat.Tests.WebClient.Dialogs;

public sealed class ProfileFieldTests : BunitContext
{
    private string? _saved;
    private string? _problem;

    [Fact]
    public void Text_is_trimmed_saved_and_confirmed()
    {
        var field = Render("Ada", isRequired: true);
        Assert.True(field.Find("button").HasAttribute("disabled"));
        field.Find("input").Input(" Countess ");
        field.Find("form").Submit();
        Assert.Equal("Countess", _saved);
        Assert.Equal(("Saved.", "status"), Rule(field));
    }

    [Fact]
    public void Refusal_is_said_beside_the_field_and_the_text_stays()
    {
        _problem = "It is taken.";
        var field = Render("Ada", isRequired: true);
        field.Find("input").Input("Admin");
        field.Find("form").Submit();
        Assert.Equal(("It is taken.", "alert"), Rule(field));
        Assert.Equal(("Admin", "true"), (field.Find("input").GetAttribute("value"), field.Find("input").GetAttribute("aria-invalid")));
        field.Find("input").Input("Admin2");
        Assert.Equal(("what to know", "status"), Rule(field));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "")]
    public void Empty_text_is_saved_only_in_an_optional_field(bool isRequired, string? saved)
    {
        var field = Render("x", isRequired);
        field.Find("input").Input("  ");
        field.Find("form").Submit();
        Assert.Equal(saved, _saved);
    }

    private static (string Text, string? Role) Rule(IRenderedComponent<ProfileField> field) =>
        (field.Find(".rule").TextContent, field.Find(".rule").GetAttribute("role"));

    private IRenderedComponent<ProfileField> Render(string value, bool isRequired) => Render<ProfileField>(parameters => parameters
        .Add(field => field.Id, "name").Add(field => field.Label, "Name").Add(field => field.Hint, "what to know")
        .Add(field => field.Value, value).Add(field => field.IsRequired, isRequired)
        .Add(field => field.OnSave, text => Task.FromResult((_saved = text) is null ? null : _problem)));
}
