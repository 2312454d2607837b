using System.Diagnostics;
using System.Net;

namespace RoomChat.Tests.Web.SubscriptionKeys;

public sealed class SubscriptionKeyMiddlewareTests
{
    private const string Header = "Ocp-Apim-Subscription-Key";
    private const string MissingKey = """{ "statusCode": 401, "message": "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API." }""";
    private const string InvalidKey = """{ "statusCode": 401, "message": "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription." }""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestGateway.PrimaryKey)]
    [InlineData(TestGateway.SecondaryKey)]
    public async Task Valid_key_in_header_or_query_is_accepted(string key)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();

        using var byHeader = await PublishAsync(http, "/publish?content=a", key);
        using var byQuery = await PublishAsync(http, $"/publish?content=b&Subscription-Key={key}&room_id=x%20y", null);

        Assert.Equal(HttpStatusCode.OK, byHeader.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byQuery.StatusCode);
        Assert.Equal(["?content=a", "?content=b&room_id=x%20y"], backend.Requests.Select(r => r.Query));
    }

    [Fact]
    public async Task Missing_and_wrong_keys_get_the_answers_of_API_Management()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();

        using var missing = await PublishAsync(http, "/publish?content=a", null);
        using var wrong = await PublishAsync(http, "/publish?content=a", "not-a-key-of-anybody");
        using var wrongHeaderBesideGoodQuery =
            await PublishAsync(http, $"/publish?subscription-key={TestGateway.PrimaryKey}", "not-a-key-of-anybody");

        Assert.Equal(HttpStatusCode.Unauthorized, missing.StatusCode);
        Assert.Equal(MissingKey, await missing.Content.ReadAsStringAsync(Ct));
        Assert.StartsWith("AzureApiManagementKey realm=\"", missing.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(
            ",name=\"Ocp-Apim-Subscription-Key\",type=\"header\"",
            missing.Headers.WwwAuthenticate.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(InvalidKey, await wrong.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.Unauthorized, wrongHeaderBesideGoodQuery.StatusCode);
        Assert.Empty(backend.Requests);
    }

    [Theory]
    [InlineData("/publish?subscription-key=" + TestGateway.PrimaryKey + "&subscription-key=" + TestGateway.PrimaryKey)]
    [InlineData("/publish?subscription-key=" + TestGateway.PrimaryKey + "&Subscription-Key=not-a-key-of-anybody")]
    [InlineData("/publish?subscription-key=&subscription-key=" + TestGateway.PrimaryKey)]
    public async Task Two_keys_are_refused(string target)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        using var answer = await PublishAsync(http, target, null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"subscription-key\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
    }

    [Fact]
    public async Task Key_is_not_in_forwarded_requests_logs_or_spans()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => { lock (spans) spans.Add(span); },
        };
        ActivitySource.AddActivityListener(listener);
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();

        using var byHeader = await PublishAsync(http, "/publish?content=a", TestGateway.PrimaryKey);
        using var byQuery = await PublishAsync(http, $"/publish?content=b&subscription-key={TestGateway.PrimaryKey}", null);
        using var refused = await PublishAsync(http, "/publish?content=b&subscription-key=not-a-key-of-anybody", null);

        Assert.Equal(2, backend.Requests.Count);
        Assert.All(
            backend.Requests,
            request => Assert.DoesNotContain(TestGateway.PrimaryKey, request.Everything, StringComparison.Ordinal));
        Assert.NotEmpty(gateway.Logs.Lines);
        Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain(TestGateway.PrimaryKey, line, StringComparison.Ordinal));
        Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain("not-a-key-of-anybody", line, StringComparison.Ordinal));
        Assert.NotEmpty(Snapshot(spans));
        Assert.All(OurSpans(spans), span =>
            Assert.DoesNotContain(
                span.TagObjects,
                tag => tag.Value?.ToString()?.Contains(TestGateway.PrimaryKey, StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task Calls_over_the_quota_are_429_with_Retry_After()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, ("Gateway:Subscriptions:tests:CallsPerMinute", "2"));
        using var http = gateway.Start();

        using var first = await PublishAsync(http, "/publish", TestGateway.PrimaryKey);
        using var second = await PublishAsync(http, "/publish", TestGateway.SecondaryKey);
        using var third = await PublishAsync(http, "/publish", TestGateway.PrimaryKey);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        var seconds = third.Headers.RetryAfter?.Delta?.TotalSeconds;
        Assert.InRange(seconds ?? 0, 1, 60);
        Assert.Equal(
            $$"""{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in {{seconds}} seconds." }""",
            await third.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<HttpResponseMessage> PublishAsync(HttpClient http, string target, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target);
        if (key is not null) request.Headers.Add(Header, key);
        return await http.SendAsync(request, Ct);
    }

    // The test's own HTTP client has the key in its URL, as every caller has. Its spans are not the gateway's.
    private static IEnumerable<Activity> OurSpans(List<Activity> spans) =>
        Snapshot(spans).Where(span => span.Kind == ActivityKind.Server || span.Parent is not null);

    private static List<Activity> Snapshot(List<Activity> spans)
    {
        lock (spans) return [.. spans];
    }
}
