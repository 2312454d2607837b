using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Amqp;

namespace RoomChat.Tests.Offline.ServiceBus;

public sealed class CbsAuthorizationTests
{
    [Fact]
    public async Task A_connection_that_is_lost_before_the_broker_has_the_token_fails_as_such_and_not_as_cancelled()
    {
        var tokens = new NoTokens();
        var authorization = Create(tokens, Timeout.InfiniteTimeSpan);
        var authorizing = authorization.AuthorizeAsync("rooms", CancellationToken.None);
        await tokens.Asked;

        authorization.Stop();

        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => authorizing);
        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, lost.Reason);
        Assert.True(lost.IsTransient);
    }

    [Fact]
    public async Task A_token_that_does_not_get_there_in_time_fails_with_a_timeout_and_not_as_cancelled() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Create(new NoTokens(), TimeSpan.FromMilliseconds(1)).AuthorizeAsync("rooms", CancellationToken.None));

    // It has no use for a connection before it has a token.
    private static CbsAuthorization Create(NoTokens tokens, TimeSpan openTimeout) =>
        new(connection: null!, new BrokerAddress("localhost", "localhost", Port: 5672, UseTls: false), tokens, openTimeout, TimeProvider.System);

    /// <summary>A token service that never answers.</summary>
    private sealed class NoTokens : ICbsTokens
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public async ValueTask<CbsToken> GetAsync(string audience, CancellationToken ct)
        {
            _asked.SetResult();
            return await new TaskCompletionSource<CbsToken>().Task.WaitAsync(ct);
        }
    }
}
