using System.Text.RegularExpressions;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Repository;

/// <summary>A Markdown file of the repository: its headings and links, without those in code.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string _text;

    private MarkdownPage(string path) => (Path, _text) = (path, WithoutCode(File.ReadAllText(path)));

    internal string Path { get; }

    /// <summary>All pages, as paths below the root.</summary>
    internal static IEnumerable<string> All => RepositoryFiles.Find("*.md");

    /// <summary>Targets of links and images, as they are written.</summary>
    internal IEnumerable<string> Links => Link().Matches(_text).Select(match => match.Groups["target"].Value);

    /// <summary>What links can name after <c>#</c>, by GitHub's rule: lower case, no punctuation, a hyphen for each space.</summary>
    internal IEnumerable<string> Anchors => Heading().Matches(_text)
        .Select(match => Punctuation().Replace(match.Groups["text"].Value.Trim(), "").Replace(' ', '-').ToLowerInvariant());

    /// <param name="path">The path below the root.</param>
    internal static MarkdownPage Read(string path) => new(System.IO.Path.Combine(RepositoryFiles.Root, path));

    // Inline code keeps its text, because headings may have some.
    private static string WithoutCode(string text) => InlineCode().Replace(
        Fence().Replace(text, ""), static match => match.Groups["code"].Value.Replace("](", "", StringComparison.Ordinal));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InlineCode();
}
