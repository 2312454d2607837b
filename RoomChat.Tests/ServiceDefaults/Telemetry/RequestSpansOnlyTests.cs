using System.Diagnostics;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Tests.ServiceDefaults.Telemetry;

public sealed class RequestSpansOnlyTests : IDisposable
{
    private static readonly ActivityContext Request =
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

    private readonly ActivitySource _azure = new("Azure.Messaging.ServiceBus.Test");
    private readonly ActivitySource _ours = new("RoomChat.Test");
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name is "Azure.Messaging.ServiceBus.Test" or "RoomChat.Test",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public RequestSpansOnlyTests() => ActivitySource.AddActivityListener(_listener);

    [Fact]
    public void Azure_operation_without_a_request_is_not_recorded() => Assert.False(IsRecorded(_azure, parent: default));

    [Fact]
    public void Operation_of_an_azure_client_for_a_request_is_recorded() => Assert.True(IsRecorded(_azure, Request));

    [Fact]
    public void Span_of_our_own_without_a_request_is_recorded() => Assert.True(IsRecorded(_ours, parent: default));

    public void Dispose()
    {
        _listener.Dispose();
        _azure.Dispose();
        _ours.Dispose();
    }

    private static bool IsRecorded(ActivitySource source, ActivityContext parent)
    {
        using var activity = source.StartActivity("operation", ActivityKind.Client, parent)!;
        new RequestSpansOnly().OnStart(activity);
        return activity.Recorded;
    }
}
