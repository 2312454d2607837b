using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace RoomChat.Tests.Web.Page;

/// <summary>The document of every page address, and the answers to unknown addresses.</summary>
public sealed class PageDocumentTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", HttpStatusCode.OK, "shell-sign-in")]
    [InlineData("/r/general", HttpStatusCode.OK, "shell-sign-in")]
    [InlineData("/r/a.b_c-D/42", HttpStatusCode.OK, "shell-sign-in")]
    [InlineData("/r/no%20room", HttpStatusCode.NotFound, "There is no such room")]
    [InlineData("/r/all", HttpStatusCode.NotFound, "There is no such room")]
    [InlineData("/r/general/none", HttpStatusCode.NotFound, "There is no such room")]
    [InlineData("/r/a/1/2", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("/lost", HttpStatusCode.NotFound, "There is no such page")]
    public async Task Address_has_its_page_and_status(string address, HttpStatusCode status, string text)
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        var (answer, body) = await OpenAsync(http, address);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(text, body, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        // An unusable page does not load its scripts either.
        Assert.Equal(status == HttpStatusCode.OK, body.Contains("blazor.web", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("de-AT,en;q=0.5", "de", "Willkommen", "Diesen Raum gibt es nicht")]
    [InlineData("fr,de;q=0.9", "en", "Welcome", "There is no such room")]
    [InlineData("en;q=0.4,de;q=0.8", "de", "Willkommen", "Diesen Raum gibt es nicht")]
    [InlineData("*", "en", "Welcome", "There is no such room")]
    public async Task Document_speaks_the_first_language_of_the_browser(string wishes, string language, string welcome, string noRoom)
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        http.DefaultRequestHeaders.Add("Accept-Language", wishes);
        var (_, entrance) = await OpenAsync(http, "/");
        Assert.Contains($"<html lang=\"{language}\"", entrance, StringComparison.Ordinal);
        Assert.Contains(welcome, entrance, StringComparison.Ordinal);
        var (_, lost) = await OpenAsync(http, "/r/no%20room");
        Assert.Contains(noRoom, lost, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_that_asks_for_nowhere_gets_problem_details()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var answer = await http.GetAsync(new Uri("/nowhere", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Document_of_a_session_names_its_user()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var request =
            new HttpRequestMessage(HttpMethod.Post, "/session") { Content = JsonContent.Create(new { name = "Ada <Lovelace>" }) };
        request.Headers.Add("Origin", gateway.Address.GetLeftPart(UriPartial.Authority));
        (await http.SendAsync(request, Ct)).EnsureSuccessStatusCode();
        var (_, body) = await OpenAsync(http, "/r/general");
        Assert.Contains("data-user-name=\"Ada &lt;Lovelace&gt;\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_keeps_the_files_of_the_documents_version()
    {
        await using var gateway = new TestGateway(backend: null, ("Page:Worker", "true"));
        using var http = gateway.Start();
        var (answer, body) = await OpenAsync(http, "/");
        var version = answer.Headers.GetValues("RoomChat-Page").Single();
        using var worker = await http.GetAsync(new Uri("/sw.js", UriKind.Relative), Ct);
        var script = await worker.Content.ReadAsStringAsync(Ct);
        Assert.StartsWith($"const version = '{version}';", script, StringComparison.Ordinal);
        Assert.Contains($" data-page=\"{version}\"", body, StringComparison.Ordinal);
        Assert.Equal("no-cache", worker.Headers.CacheControl?.ToString());
        // The files of the document are in the worker's list.
        var shell = body.Split("<script src=\"")[1].Split('"')[0];
        Assert.Contains($"\"/{shell}\"", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Built_page_has_no_worker()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        var (answer, body) = await OpenAsync(http, "/");
        Assert.False(answer.Headers.Contains("RoomChat-Page"));
        Assert.DoesNotContain("data-worker", body, StringComparison.Ordinal);
        using var worker = await http.GetAsync(new Uri("/sw.js", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, worker.StatusCode);
    }

    [Fact]
    public async Task Widget_may_be_loaded_by_any_page()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/widget.js");
        request.Headers.Add("Origin", "https://elsewhere.test");
        using var answer = await http.SendAsync(request, Ct);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(Ct)).Length, 1, 40_000);
    }

    private static async Task<(HttpResponseMessage Answer, string Body)> OpenAsync(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        var answer = await http.SendAsync(request, Ct);
        return (answer, await answer.Content.ReadAsStringAsync(Ct));
    }
}
