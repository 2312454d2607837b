using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Tests.Architecture;
using RoomChat.Web.Client.Text;

namespace RoomChat.Tests.WebClient.Text;

/// <summary>The examples come from docs/using-the-page.md, so that other clients can be tested with the same examples.</summary>
public sealed partial class MessageTextTests : BunitContext
{
    private static readonly string[] Elements =
        ["A", "BLOCKQUOTE", "BUTTON", "CODE", "DEL", "DIV", "EM", "LI", "OL", "P", "PRE", "SPAN", "STRONG", "UL"];

    private static readonly string[] Attributes =
        ["aria-label", "blazor:onclick", "class", "data-testid", "dir", "href", "rel", "start", "tabindex", "target", "title", "type"];

    public MessageTextTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(TimeProvider.System);
    }

    public static TheoryData<string, string> Examples =>
        [
            .. Example().Matches(Docs).Select(row =>
                new TheoryDataRow<string, string>(Unquote(row.Groups["text"].Value), Unquote(row.Groups["html"].Value)))
        ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Text_of_the_documentation_is_shown_as_it_says(string text, string html) => Assert.Equal(html, Html(text));

    [Fact]
    public void Documentation_has_examples() => Assert.True(Examples.Count >= 40);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("blob:https://example.org/1")]
    [InlineData("//example.org/")]
    [InlineData("/rooms")]
    [InlineData("https://bank.example@evil.example/")]
    [InlineData("https:\\\\evil.example")]
    [InlineData("https://evil.example/\u202Egpj.exe")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("mailto:a@example.org?bcc=b@example.org")]
    [InlineData("ws://example.org/")]
    public void Address_that_may_do_something_else_is_no_link(string address)
    {
        Assert.DoesNotContain("href=\"" + address, Html($"[click]({address})"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            Show($"[click]({address})").FindAll("a"), link => link.TextContent == "click");
    }

    [Fact]
    public void Link_label_must_not_show_another_address() =>
        Assert.DoesNotContain(
            Show("[https://bank.example](https://evil.example/)").FindAll("a"),
            link => link.GetAttribute("href") != link.TextContent.TrimEnd('/') + "/");

    [Property(MaxTest = 300, Arbitrary = [typeof(ChatTexts)])]
    public bool Any_text_makes_only_known_elements_and_attributes(ChatText text)
    {
        var shown = Show(text.Value).Nodes.OfType<IElement>().SelectMany(node => node.QuerySelectorAll("*").Prepend(node)).ToList();
        return shown.TrueForAll(element => Elements.Contains(element.TagName, StringComparer.Ordinal)
            && element.Attributes.All(attribute => Attributes.Contains(attribute.Name, StringComparer.Ordinal))
            && IsSafe(element));
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(ChatTexts)])]
    public bool Any_letter_that_was_written_is_shown(ChatText text)
    {
        // Marks are not shown, and names of emoji become emoji. All letters between them are shown.
        var message = Show(text.Value);
        var shown = string.Concat(
            message.Nodes.Select(node => node.TextContent).Concat(message.FindAll("a").Select(link => link.GetAttribute("href"))));
        var words = Word().Matches(text.Value).Select(match => match.Value);
        return words.All(word => shown.Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("*a ")]
    [InlineData("_a* ")]
    [InlineData("[")]
    [InlineData("[a](")]
    [InlineData("`a``")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("https://")]
    [InlineData("**a *b ")]
    public void Longest_message_of_one_mark_has_limited_depth(string mark)
    {
        var text = string.Concat(Enumerable.Repeat(mark, 16_384 / mark.Length));
        Assert.True(Depth(MarkupReader.Read(text)) <= 16);
    }

    private static int Depth(IReadOnlyList<TextBlock> blocks) => blocks.Count == 0 ? 0 : 1 + blocks.Max(block => block switch
    {
        TextBlock.Quote quote => Depth(quote.Blocks),
        TextBlock.Items items => items.Each.Max(Depth),
        TextBlock.Paragraph paragraph => Depth(paragraph.Spans),
        _ => 0,
    });

    private static int Depth(IReadOnlyList<TextSpan> spans) => spans.Count == 0 ? 0 : 1 + spans.Max(span => span switch
    {
        TextSpan.Styled styled => Depth(styled.Spans),
        TextSpan.Link link => Depth(link.Spans),
        _ => 0,
    });

    private static bool IsSafe(IElement element) => element.GetAttribute("href") is not { } href
        || (new Uri(href) is var uri && uri.Scheme is "http" or "https" or "mailto"
            && element.GetAttribute("rel")!.Contains("noopener", StringComparison.Ordinal));

    private IRenderedComponent<MessageText> Show(string text) =>
        Render<MessageText>(parameters => parameters.Add(shown => shown.Text, text));

    /// <summary>The HTML without parts that are equal everywhere: directions, and required attributes of links.</summary>
    private string Html(string text) => Same().Replace(Button().Replace(Show(text).Markup, ""), "").ReplaceLineEndings("\n");

    private static string Unquote(string cell) =>
        cell.Replace("\\|", "|", StringComparison.Ordinal).Replace("⏎", "\n", StringComparison.Ordinal);

    private static string Docs { get; } = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "using-the-page.md"));

    [GeneratedRegex(@"^\| ``` (?<text>.+?) ``` \| ``` (?<html>.+?) ``` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();

    [GeneratedRegex(
        @" dir=""\w+""| rel=""[^""]*""| target=""_blank""| title=""[^""]*""| class=""[^""]*""| tabindex=""0""| aria-label=""[^""]*""",
        RegexOptions.None,
        1000)]
    private static partial Regex Same();

    [GeneratedRegex(@"<div class=""code-head"">.*?</div>\s*", RegexOptions.Singleline, 1000)]
    private static partial Regex Button();

    [GeneratedRegex("[a-z]{3,}", RegexOptions.None, 1000)]
    private static partial Regex Word();

    /// <summary>A text made of marks, words, links and hostile parts.</summary>
    public sealed record ChatText(string Value);

    /// <summary>Generates these texts.</summary>
    public static class ChatTexts
    {
        private static readonly string[] Parts =
        [
            "*", "**", "_", "__", "~~", "`", "```", "\n", "\n\n", "> ", "- ", "1. ", "  ", "[", "](", ")", "<", ">", "\"", "'", "&amp;",
            "\\", ":", "abc", "def ghi", "مرحبا",
            "https://example.org/a", "www.example.org", "javascript:", "<script>", "</p>", "<img src=x onerror=", "onclick=", "\u202e",
            "🎉", "\u0000", "mailto:a@b.example",
        ];

        public static Arbitrary<ChatText> Texts() =>
            Arb.From(Gen.Elements(Parts).ArrayOf().Select(parts => new ChatText(string.Concat(parts))));
    }
}
