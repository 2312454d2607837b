using RoomChat.ServiceBusEmulator.Tests.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Status;

/// <summary>Headers against content type sniffing, loading and framing in browsers.</summary>
public sealed class AnswerHeadersTests
{
    [Theory]
    [InlineData("")]
    [InlineData("health")]
    [InlineData("$totals")]
    [InlineData("$Resources/Topics?api-version=2021-05")]
    [InlineData("nothing/here")]
    public async Task Every_answer_forbids_content_type_sniffing(string path)
    {
        await using var server = await AdministrationServer.StartAsync();
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Page_policy_forbids_loading_and_framing()
    {
        await using var server = await AdministrationServer.StartAsync();
        using var answer = await server.Http.GetAsync(new Uri("", UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }
}
