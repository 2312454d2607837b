using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Amqp;

namespace RoomChat.Tests.Offline.ServiceBus;

public sealed class RetryPolicyTests
{
    private static readonly ServiceBusException Transient = new("busy", ServiceBusFailureReason.ServiceBusy);
    private static readonly ServiceBusException Final = new("gone", ServiceBusFailureReason.MessagingEntityNotFound);

    [Fact]
    public void Delays_double_up_to_the_longest_and_end_after_the_last_retry()
    {
        var policy = new ServiceBusRetryOptions { Delay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(3), MaxRetries = 4 }.ToPolicy();
        Assert.InRange(policy.CalculateRetryDelay(Transient, 1)!.Value.TotalSeconds, 0.8, 1.2);
        Assert.InRange(policy.CalculateRetryDelay(Transient, 2)!.Value.TotalSeconds, 1.6, 2.4);
        Assert.Equal(3, policy.CalculateRetryDelay(Transient, 4)!.Value.TotalSeconds);
        Assert.Null(policy.CalculateRetryDelay(Transient, 5));
    }

    [Fact]
    public void What_will_not_succeed_later_is_not_tried_again() =>
        Assert.Null(new ServiceBusRetryOptions().ToPolicy().CalculateRetryDelay(Final, 1));

    [Fact]
    public async Task An_operation_is_tried_until_it_succeeds()
    {
        var attempts = 0;
        var runner = new OperationRunner(new ServiceBusRetryOptions { Delay = TimeSpan.FromMilliseconds(1) }.ToPolicy());
        var answer = await runner.RunAsync("q", _ => ++attempts < 3 ? throw Transient : Task.FromResult("done"), TestContext.Current.CancellationToken);
        Assert.Equal(("done", 3), (answer, attempts));
    }

    [Fact]
    public async Task An_attempt_without_an_answer_ends_as_a_timeout()
    {
        var runner = new OperationRunner(new ServiceBusRetryOptions { TryTimeout = TimeSpan.FromMilliseconds(20), MaxRetries = 0 }.ToPolicy());
        var failed = await Assert.ThrowsAsync<ServiceBusException>(() => runner.RunAsync("q", WaitForEverAsync, TestContext.Current.CancellationToken));
        Assert.Equal(ServiceBusFailureReason.ServiceTimeout, failed.Reason);

        static async Task<bool> WaitForEverAsync(CancellationToken ct) => await new TaskCompletionSource<bool>().Task.WaitAsync(ct);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_failure_of_the_broker()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var runner = new OperationRunner(new ServiceBusRetryOptions().ToPolicy());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync("q", _ => Task.FromResult(1), cancelled.Token));
    }
}
