using Azure;
using Azure.Messaging.ServiceBus.Amqp;
using Microsoft.Extensions.Time.Testing;

namespace RoomChat.Tests.Offline.ServiceBus;

public sealed class SharedKeyTokensTests
{
    [Fact]
    public async Task A_token_is_signed_for_the_entity_and_half_an_hour()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        var tokens = new SharedKeyTokens(new AzureNamedKeyCredential("Root", "key"), time);
        var token = await tokens.GetAsync("amqps://ns.servicebus.windows.net/topic", TestContext.Current.CancellationToken);

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_001_800), token.ExpiresOn);
        Assert.Equal(CbsToken.SasType, token.Type);
        // The signature was made with openssl: printf 'amqps%%3A%%2F%%2Fns.servicebus.windows.net%%2Ftopic\n1700001800' | openssl dgst -sha256 -hmac key -binary | base64
        Assert.Equal(
            "SharedAccessSignature sr=amqps%3A%2F%2Fns.servicebus.windows.net%2Ftopic&sig=MCj4YQTKBwA96jFbfBOYiXrAhqcFktETIwxBsJbriXs%3D&se=1700001800&skn=Root",
            token.Value);
    }
}
