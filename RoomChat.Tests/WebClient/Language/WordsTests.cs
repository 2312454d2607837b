using System.Text.RegularExpressions;
using RoomChat.Tests.Architecture;
using RoomChat.Web.Client.Language;

namespace RoomChat.Tests.WebClient.Language;

public sealed partial class WordsTests
{
    /// <summary>Names, and words that are equal in all languages.</summary>
    private static readonly string[] Names = ["RoomChat", "px"];

    public static TheoryData<string> Components =>
        [.. RepositoryFiles.Find("*.razor").Where(path => path.StartsWith("RoomChat.Web.Client/", StringComparison.Ordinal))];

    [Fact]
    public void Every_language_has_its_own_text_for_everything()
    {
        var texts = typeof(Words).GetProperties()
            .Where(property => property.PropertyType == typeof(string) && property.GetMethod!.IsAbstract
                && property.Name != nameof(Words.Code))
            .ToList();
        Assert.True(texts.Count > 100);
        Assert.All(
            Languages.All,
            words =>
                Assert.All(
                    texts,
                    text => Assert.False(string.IsNullOrWhiteSpace((string?)text.GetValue(words)), $"{words.Code}: {text.Name}")));
        Assert.All(Languages.All, words => Assert.Equal(Languages.English.Keys.Count, words.Keys.Count));
        var same =
            texts.Where(text => Languages.All.Select(words => (string?)text.GetValue(words)).Distinct(StringComparer.Ordinal).Count() == 1);
        Assert.Empty(same.Select(text => text.Name));
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Component_has_no_text_of_its_own(string path)
    {
        var markup = File.ReadAllText(Path.Combine(RepositoryFiles.Root, path)).Split("\n@code")[0];
        markup = Expression().Replace(Comment().Replace(markup, ""), "");
        var literals = TextNode().Matches(markup).Concat(Spoken().Matches(markup)).Select(match => match.Groups["text"].Value.Trim())
            .Where(text => Letters().IsMatch(text) && !Names.Contains(text, StringComparer.Ordinal));
        Assert.Empty(literals);
    }

    [Theory]
    [InlineData("en", null, "14:05")]
    [InlineData("en", 12, "2:05 PM")]
    [InlineData("de-AT", null, "14:05")]
    [InlineData("fr", 24, "14:05")]
    public void Hour_is_written_as_the_user_wants(string language, int? clock, string hour) =>
        Assert.Equal(hour, Languages.Of(language).Hour(new DateTimeOffset(2026, 3, 4, 14, 5, 0, TimeSpan.Zero), clock));

    [Fact]
    public void Days_and_numbers_are_written_as_in_the_language()
    {
        var (day, today) = (new DateOnly(2025, 3, 4), new DateOnly(2026, 3, 5));
        Assert.Equal(["Tuesday, 4 March 2025", "Dienstag, 4. März 2025"], Languages.All.Select(words => words.Day(day, today)));
        Assert.Equal(["Yesterday", "Gestern"], Languages.All.Select(words => words.Day(today.AddDays(-1), today)));
        Assert.Equal(["12,345", "12.345"], Languages.All.Select(words => words.Number(12_345)));
    }

    // Razor expressions after an @, and lines of C# between elements.
    [GeneratedRegex(
        @"@\((?>[^()]+|\((?<d>)|\)(?<-d>))*(?(d)(?!))\)|@(switch|foreach|if|for|bind|on)\b[^\n]*"
        + @"|@[\w.:]+(\([^()\n]*(\([^()\n]*\)[^()\n]*)*\))?|^\s*(case|else|var|break|default|if|_)\b[^\n<]*$"
        + @"|^@(using|inject|implements|inherits|page)[^\n]*|^\s*@?[{}][^\n<]*$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>(?<text>[^<>{}]+)(?=<)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TextNode();

    [GeneratedRegex(@"\b(aria-label|title|placeholder|alt)=""(?<text>[^""]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spoken();

    [GeneratedRegex(@"\p{L}{2}", RegexOptions.None, 1000)]
    private static partial Regex Letters();
}
