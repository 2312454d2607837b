namespace RoomChat.Tests.ApiService;

/// <summary>The API's documents share the origin of the chat page, and have their own content security policy.</summary>
public sealed class DocumentHeadersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reference_runs_only_its_own_scripts_and_forbids_frames()
    {
        await using var server = Server();
        using var http = server.CreateClient();
        foreach (var path in (string[])["/scalar/", "/scalar/v1", "/SCALAR/", "/scalar/scalar.js", "/scalar/nothing/here"])
        {
            using var answer = await http.GetAsync(Answers.Relative(path), Ct);
            var policy = Policy(answer);
            Assert.Contains("default-src 'none'", policy);
            Assert.Contains("connect-src 'self'", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            var scripts = Assert.Single(policy, directive => directive.StartsWith("script-src ", StringComparison.Ordinal));
            Assert.DoesNotContain("unsafe", scripts, StringComparison.Ordinal);
            Assert.DoesNotContain("*", scripts, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reference_has_a_new_script_nonce_at_each_request()
    {
        await using var server = Server();
        using var http = server.CreateClient();
        var nonces = new List<string>();
        for (var visit = 0; visit < 2; visit++)
        {
            using var answer = await http.GetAsync(Answers.Relative("/scalar/v1"), Ct);
            var nonce = string.Join(' ', Policy(answer)).Split("'nonce-")[1].Split('\'')[0];
            Assert.Contains($"nonce=\"{nonce}\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            nonces.Add(nonce);
        }
        Assert.NotEqual(nonces[0], nonces[1]);
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/openapi/nothing.json")]
    [InlineData("/OpenApi/v1.json")]
    public async Task OpenAPI_document_forbids_loading_and_frames(string path)
    {
        await using var server = Server();
        using var http = server.CreateClient();
        using var answer = await http.GetAsync(Answers.Relative(path), Ct);
        Assert.Equal(["default-src 'none'", "frame-ancestors 'none'"], Policy(answer));
    }

    private static string[] Policy(HttpResponseMessage answer) =>
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split(';', StringSplitOptions.TrimEntries);

    /// <summary>Starts an API without Redis and without a broker: the documents need neither.</summary>
    private static ApiServer Server() => new(
        "127.0.0.1:1,abortConnect=false,connectTimeout=100,connectRetry=0",
        "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true;");
}
