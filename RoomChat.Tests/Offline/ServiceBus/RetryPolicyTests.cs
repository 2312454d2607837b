using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Amqp;
using Microsoft.Extensions.Time.Testing;

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
    public async Task A_busy_broker_is_left_alone_for_ten_seconds_by_all_operations()
    {
        var time = new FakeTimeProvider();
        var runner = new OperationRunner(new ServiceBusRetryOptions { MaxRetries = 0 }.ToPolicy(), time);
        await Assert.ThrowsAsync<ServiceBusException>(() => runner.RunAsync<int>("q", _ => throw Transient, TestContext.Current.CancellationToken));

        var asked = false;
        var next = runner.RunAsync("q", _ => Task.FromResult(asked = true), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(asked);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await next);
    }

    [Fact]
    public async Task A_busy_broker_is_not_asked_by_who_would_not_wait_so_long()
    {
        var time = new FakeTimeProvider();
        var runner = new OperationRunner(new ServiceBusRetryOptions { MaxRetries = 0, TryTimeout = TimeSpan.FromSeconds(1) }.ToPolicy(), time);
        await Assert.ThrowsAsync<ServiceBusException>(() => runner.RunAsync<int>("q", _ => throw Transient, TestContext.Current.CancellationToken));

        var next = runner.RunAsync("q", _ => Task.FromResult(1), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ServiceBusFailureReason.ServiceBusy, (await Assert.ThrowsAsync<ServiceBusException>(() => next)).Reason);
    }

    [Fact]
    public async Task A_fixed_delay_stays_and_a_policy_of_the_applications_own_decides_alone()
    {
        var fixedDelay = new ServiceBusRetryOptions { Mode = ServiceBusRetryMode.Fixed, Delay = TimeSpan.FromSeconds(1) }.ToPolicy();
        Assert.InRange(fixedDelay.CalculateRetryDelay(Transient, 3)!.Value.TotalSeconds, 0.8, 1.2);

        var attempts = 0;
        var runner = new OperationRunner(new ServiceBusRetryOptions { MaxRetries = 0, CustomRetryPolicy = new Twice() }.ToPolicy());
        await Assert.ThrowsAsync<ServiceBusException>(() => runner.RunAsync<int>("q", _ => throw (++attempts > 0 ? Final : Transient), TestContext.Current.CancellationToken));
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_failure_of_the_broker()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var runner = new OperationRunner(new ServiceBusRetryOptions().ToPolicy());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync("q", _ => Task.FromResult(1), cancelled.Token));
    }

    /// <summary>Tries everything twice, whatever the error.</summary>
    private sealed class Twice : ServiceBusRetryPolicy
    {
        public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount) => attemptCount < 2 ? TimeSpan.FromMilliseconds(1) : null;

        public override TimeSpan CalculateTryTimeout(int attemptCount) => TimeSpan.FromMinutes(1);
    }
}
