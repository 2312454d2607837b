using Azure.Messaging.ServiceBus.Amqp;

namespace RoomChat.Tests.Offline.ServiceBus;

public sealed class OnDemandTests
{
    [Fact]
    public async Task An_endpoint_that_does_not_open_in_time_fails_with_a_timeout_that_may_be_tried_again_and_not_as_cancelled()
    {
        var endpoint = new OnDemand<IEndpoint>(
            ct => new TaskCompletionSource<IEndpoint>().Task.WaitAsync(ct),
            openTimeout: TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<TimeoutException>(async () => await endpoint.GetAsync(CancellationToken.None));
    }
}
