using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.ServiceBus;

public sealed class MessagePublisherTests
{
    private static readonly RoomShards Shards = new(Options.Create(new ServiceBusNames()));

    public static TheoryData<Exception> FailuresOfTheBroker =>
    [
        new AuthenticationException(),
        new UnauthorizedAccessException(),
        new AuthenticationFailedException("no token"),
        new CredentialUnavailableException("no credential"),
        new SocketException(),
        new IOException(),
        new TimeoutException(),
        new TaskCanceledException(),
        new RequestFailedException("no answer"),
        new AggregateException(new RequestFailedException("no answer"), new TaskCanceledException()),
    ];

    public static TheoryData<Exception> OtherFailures =>
    [
        new InvalidOperationException(),
        new RedisTimeoutException("slow", CommandStatus.Sent),
        new AggregateException(new InvalidOperationException()),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(FailuresOfTheBroker))]
    public async Task Failure_of_the_broker_is_a_ServiceBusException_with_its_cause(Exception cause)
    {
        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => PublishAsync(cause, Ct));
        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, cause), (failure.Reason, failure.InnerException));
    }

    [Theory]
    [MemberData(nameof(OtherFailures))]
    public async Task Other_failures_stay_as_they_are(Exception cause) =>
        Assert.Same(cause, await Record.ExceptionAsync(() => PublishAsync(cause, Ct)));

    [Fact]
    public async Task Cancelling_is_no_failure_of_the_broker() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => PublishAsync(new TaskCanceledException(), new CancellationToken(canceled: true)));

    private static Task PublishAsync(Exception cause, CancellationToken ct) =>
        new MessagePublisher(new Failing(cause), Shards).PublishAsync(Said.Message(Said.AnyRoom(), "m1"), ct);

    private sealed class Failing(Exception cause) : IPublishingRoute
    {
        public Task SendAsync(RoomId roomId, IReadOnlyList<ServiceBusMessage> messages, CancellationToken ct) => Task.FromException(cause);
    }
}
