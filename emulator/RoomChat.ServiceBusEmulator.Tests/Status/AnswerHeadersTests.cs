using RoomChat.ServiceBusEmulator.Tests.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Status;

/// <summary>What a browser must not guess, and not show in a frame.</summary>
public sealed class AnswerHeadersTests
{
    [Fact]
    public async Task The_page_is_what_its_content_type_says_and_may_not_be_framed()
    {
        await using var server = await AdministrationServer.StartAsync();
        using var answer = await server.Http.GetAsync(new Uri("", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }
}
