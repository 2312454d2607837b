using RoomChat.ServiceBusEmulator.Tests.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Status;

/// <summary>What a browser must not guess, and not show in a frame.</summary>
public sealed class AnswerHeadersTests
{
    [Theory]
    [InlineData("")]
    [InlineData("health")]
    [InlineData("$totals")]
    [InlineData("$Resources/Topics?api-version=2021-05")]
    [InlineData("nothing/here")]
    public async Task No_answer_is_taken_for_what_it_is_not(string path)
    {
        await using var server = await AdministrationServer.StartAsync();
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task The_page_loads_nothing_and_may_not_be_framed()
    {
        await using var server = await AdministrationServer.StartAsync();
        using var answer = await server.Http.GetAsync(new Uri("", UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }
}
