using System.Net;

namespace RoomChat.Tests.Web.Gateway;

/// <summary>A body that cannot be read to its end is the sender's mistake: it gets a 4xx status, and no log line.</summary>
public sealed class BrokenBodyTests
{
    private static readonly string[] Head = [$"Ocp-Apim-Subscription-Key: {TestGateway.PrimaryKey}", "Content-Type: application/json"];

    [Theory]
    [InlineData("80000000")]
    [InlineData("FFFFFFFF")]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("7FFFFFFFFFFFFFFF")]
    [InlineData("ZZ")]
    [InlineData("-1")]
    [InlineData("20001", 413)]
    public async Task Chunk_of_invalid_size_is_400_without_a_log_line(string size, int expected = 400)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        gateway.Start().Dispose();
        var body = size == "20001" ? new string('x', 0x20001) : "";
        var (status, _) = await RawHttp.SendAsync(
            gateway.Address, "POST /publish HTTP/1.1", [.. Head, "Transfer-Encoding: chunked", "", size, body]);

        Assert.Equal(expected, status);
        Assert.DoesNotContain(
            gateway.Logs.Lines,
            line => line.Contains("not served", StringComparison.Ordinal) || line.Contains("HttpForwarder", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/session", 2049)]
    [InlineData("POST", "/publish", 131_073)]
    [InlineData("POST", "/hub/negotiate", 131_073)]
    public async Task A_body_larger_than_its_address_takes_is_413(string method, string path, int bytes)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = new StringContent(
                $$"""{"name":"{{new string('x', bytes)}}"}""",
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
            Headers = { { "Ocp-Apim-Subscription-Key", TestGateway.PrimaryKey } },
        };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Longest_escaped_name_fits_into_a_session_request()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var content = new StringContent(
            $$"""{"name":"{{string.Concat(Enumerable.Repeat("\\ud83c\\udf33", 32))}}"}""",
            new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync(new Uri("/session", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Requests_that_no_service_answers_are_told_once_a_minute()
    {
        await using var gateway = new TestGateway(["http://127.0.0.1:1"]);
        using var http = gateway.Start();
        for (var tried = 0; tried < 5; tried++)
        {
            using var request =
                new HttpRequestMessage(HttpMethod.Get, "/rooms") { Headers = { { "Ocp-Apim-Subscription-Key", TestGateway.PrimaryKey } } };
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        Assert.Single(gateway.Logs.Lines, line => line.Contains("not served", StringComparison.Ordinal));
    }
}
