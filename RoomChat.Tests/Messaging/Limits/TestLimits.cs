using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Limits;

namespace RoomChat.Tests.Messaging.Limits;

/// <summary>Publishing limits with their own metrics.</summary>
internal sealed class TestLimits : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    internal TestLimits(PublishingLimitOptions? options = null)
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        Recorder = new MetricRecorder(meters);
        Metrics = new LimitMetrics(meters);
        Publishing = new PublishingLimits(Options.Create(options ?? new PublishingLimitOptions()), Metrics, TimeProvider.System);
    }

    internal MetricRecorder Recorder { get; }

    internal LimitMetrics Metrics { get; }

    internal PublishingLimits Publishing { get; }

    /// <summary>Buckets that refill one token a minute: too slow to matter during a test.</summary>
    internal static CallerLimitOptions Of(int userBurst = 1_000, int addressBurst = 1_000) =>
        new() { UserBurst = userBurst, UserPerMinute = 1, AddressBurst = addressBurst, AddressPerMinute = 1 };

    public void Dispose()
    {
        Recorder.Dispose();
        _services.Dispose();
    }
}
