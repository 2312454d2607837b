using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Tests.Access;

public sealed class AccessTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddHours(1);
    private readonly AccessTokens _tokens = new(Options.Create(new EmulatorOptions { SasKey = Signed.Key }), new FakeTimeProvider(Now));

    [Theory]
    [InlineData("sb://localhost/queue", "sb://localhost/queue")]
    [InlineData("sb://localhost/QUEUE/", "amqp://127.0.0.1/queue")]
    [InlineData("sb://localhost", "sb://localhost/queue")]
    [InlineData("http://localhost:5300/", "/queue")]
    [InlineData("sb://localhost/topic", "sb://localhost/topic/Subscriptions/s/$DeadLetterQueue")]
    [InlineData("sb://localhost/queue", "sb://localhost/queue/$management")]
    public void Token_grants_its_resource_and_its_children(string resource, string wanted)
    {
        Assert.Equal(Later, _tokens.Check(Signed.Token(resource, Later), wanted, out _));
    }

    [Theory]
    [InlineData("sb://localhost/queue", "sb://localhost/other")]
    [InlineData("sb://localhost/queue", "sb://localhost/queue2")]
    [InlineData("sb://localhost/topic/Subscriptions/a", "sb://localhost/topic")]
    [InlineData("http://localhost:5300/queue", "/$Resources/queues")]
    public void Token_for_another_resource_is_refused(string resource, string wanted)
    {
        Assert.Null(_tokens.Check(Signed.Token(resource, Later), wanted, out var refusal));
        Assert.StartsWith("InvalidAudience", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Forged_or_changed_token_is_refused()
    {
        var token = Signed.Token("sb://localhost/queue", Later);
        string[] bad =
        [
            Signed.Token("sb://localhost/queue", Later, key: "another key"),
            Signed.Token("sb://localhost/queue", Later, keyName: "another"),
            token.Replace("queue", "other", StringComparison.Ordinal),
            token.Replace("se=17", "se=27", StringComparison.Ordinal),
            token.Replace("sig=", "sig=A", StringComparison.Ordinal),
        ];

        foreach (var each in bad)
        {
            Assert.Null(_tokens.Check(each, "sb://localhost/queue", out var refusal));
            Assert.Equal("InvalidSignature: The token has an invalid signature.", refusal);
        }
    }

    [Fact]
    public void Expired_token_is_refused()
    {
        Assert.Null(_tokens.Check(Signed.Token("sb://localhost", Now), "sb://localhost/queue", out var refusal));
        Assert.Equal("ExpiredToken: The token is expired. Expiration time: 2026-01-01 00:00:00Z", refusal);
    }

    [Theory]
    [InlineData(null, "MissingToken")]
    [InlineData("", "MissingToken")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.", "MalformedToken")]
    [InlineData("SharedAccessSignature", "MalformedToken")]
    [InlineData("SharedAccessSignature sr=a&sr=b&sig=c&se=1&skn=d", "MalformedToken")]
    [InlineData("SharedAccessSignature sr=a&sig=c&se=-1&skn=d", "MalformedToken")]
    [InlineData("SharedAccessSignature sr=a&sig=c&se=99999999999999999999999&skn=d", "MalformedToken")]
    [InlineData("SharedAccessSignature sr=%&sig=%&se=9999999999999&skn=%", "InvalidSignature")]
    public void Malformed_or_missing_token_is_refused(string? text, string refused)
    {
        Assert.Null(_tokens.Check(text, "sb://localhost/queue", out var refusal));
        Assert.StartsWith(refused, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_key_every_request_is_allowed()
    {
        var open = new AccessTokens(Options.Create(new EmulatorOptions()), new FakeTimeProvider(Now));

        Assert.False(open.AreRequired);
        Assert.NotNull(open.Check(null, "anything", out _));
    }
}
