using System.Diagnostics;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Tests.ServiceDefaults.Telemetry;

public sealed class QueryRedactionTests
{
    private const string Secret = "secret-of-the-test";

    [Fact]
    public async Task Query_values_are_redacted_from_spans_in_spite_of_settings()
    {
        await using var server = await DefaultsServer.StartAsync(new()
        {
            ["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true",
            ["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true",
        });
        using var http = server.CreateTracedClient();
        await http.GetStringAsync(new Uri(server.Address, $"/answer?subscription-key={Secret}&b="), TestContext.Current.CancellationToken);

        await Eventually.Holds(
            () => server.Spans.All.Count(span => span.Tags.Contains("/answer", StringComparison.Ordinal)) >= 2,
            "both spans ended");
        Assert.Contains(
            server.Spans.All,
            span => span.Tags.Contains("url.query=?subscription-key=Redacted&b=Redacted", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Spans.All, span => span.Tags.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("url.query", "?a=1&b=two", "?a=Redacted&b=Redacted")]
    [InlineData("url.full", "http://h/p?a=1&b=2#end", "http://h/p?a=Redacted&b=Redacted#end")]
    [InlineData("http.url", "http://h/p?a=", "http://h/p?a=Redacted")]
    [InlineData("http.target", "/p?a=x=y", "/p?a=Redacted")]
    [InlineData("url.full", "http://h/p", "http://h/p")]
    public void Value_of_every_query_parameter_is_redacted(string tag, string before, string after)
    {
        using var activity = new Activity("test").SetTag(tag, before).Start();
        new QueryRedaction().OnEnd(activity);
        Assert.Equal(after, activity.GetTagItem(tag));
    }

    [Fact]
    public async Task Azures_clients_are_told_to_make_spans()
    {
        await using var server = await DefaultsServer.StartAsync();
        Assert.True(AppContext.TryGetSwitch("Azure.Experimental.EnableActivitySource", out var isOn) && isOn);
    }
}
