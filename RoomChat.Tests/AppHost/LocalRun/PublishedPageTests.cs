using RoomChat.AppHost.LocalRun;

namespace RoomChat.Tests.AppHost.LocalRun;

public sealed class PublishedPageTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = TestFolder.Create("roomchat-page-");

    private string Gateway => Path.Combine(_folder.FullName, "Gateway");

    private string Page => Path.Combine(_folder.FullName, "page");

    [Fact]
    public void Page_without_publish_mark_is_not_served()
    {
        Write(Path.Combine(Page, "index.html"), Noon);
        Assert.False(PublishedPage.IsFresh(Page, Gateway));
    }

    [Theory]
    [InlineData("Gateway/wwwroot/app.css")]
    [InlineData("Gateway.Client/wwwroot/deep/chat.js")]
    [InlineData("Gateway/{output}/Gateway.dll")]
    [InlineData("Gateway/{output}/Gateway.staticwebassets.endpoints.json")]
    [InlineData("Gateway.Client/{output}/Gateway.Client.dll")]
    [InlineData("Gateway.Client/{output}/Contracts.dll")]
    public void Page_older_than_a_source_is_not_served(string source)
    {
        var path = Path.Combine(_folder.FullName, source.Replace("{output}", BuiltProjectExtensions.Output, StringComparison.Ordinal));
        Write(Path.Combine(Page, "published"), Noon);
        Write(path, Noon.AddMinutes(-1));
        Assert.True(PublishedPage.IsFresh(Page, Gateway));
        Write(path, Noon.AddMinutes(1));
        Assert.False(PublishedPage.IsFresh(Page, Gateway));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Write(string path, DateTime at)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, at);
    }
}
