using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Repository;

/// <summary>Links from page to page, and from pages to source, lead somewhere. Other sites are not asked.</summary>
public sealed class MarkdownLinksTests
{
    /// <summary>Parts of the repository's site on GitHub, which a page of the root reaches by leaving the branch.</summary>
    private static readonly string[] SiteLinks = ["../../actions/", "../../security/"];

    public static TheoryData<string> Pages => [.. MarkdownPage.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_of_a_page_lead_to_files_and_headings_that_exist(string page)
    {
        var links = MarkdownPage.Read(page).Links.Where(link => IsOfRepository(page, link));
        Assert.All(links, link => Assert.True(LeadsSomewhere(page, link), $"{page} links to {link}"));
    }

    [Fact]
    public void Links_and_headings_are_found()
    {
        var page = MarkdownPage.Read("docs/operations.md");
        Assert.Contains("#redis-cluster", page.Links);
        Assert.Contains("redis-cluster", page.Anchors);
        Assert.Contains("what-can-be-lost-and-how-you-learn-of-it", page.Anchors);
    }

    private static bool IsOfRepository(string page, string link)
    {
        var isInRoot = !page.Contains('/', StringComparison.Ordinal);
        var isOfSite = isInRoot && SiteLinks.Any(site => link.StartsWith(site, StringComparison.Ordinal));
        return !isOfSite && !link.Contains("://", StringComparison.Ordinal);
    }

    private static bool LeadsSomewhere(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        var path = Path.GetFullPath(Path.Combine(RepositoryFiles.Root, target));
        if (!path.StartsWith(RepositoryFiles.Root, StringComparison.Ordinal) || !Path.Exists(path)) return false;
        return parts.Length == 1 || MarkdownPage.Read(target).Anchors.Contains(parts[1], StringComparer.Ordinal);
    }
}
