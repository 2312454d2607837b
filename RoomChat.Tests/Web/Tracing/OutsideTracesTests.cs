using System.Collections.Concurrent;
using System.Diagnostics;

namespace RoomChat.Tests.Web.Tracing;

public sealed class OutsideTracesTests : IDisposable
{
    private readonly ActivityContext _outside = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None);
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public OutsideTracesTests()
    {
        // A sampler that records everything except under an unrecorded parent.
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent != default && !options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                    ? ActivitySamplingResult.PropagationData
                    : ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trace_from_outside_is_linked_and_not_continued()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        await SendAsync(gateway);

        var sent = Assert.Single(backend.Requests).Headers;
        Assert.False(
            Assert.Single(backend.Requests).Everything.Contains(_outside.TraceId.ToHexString(), StringComparison.Ordinal),
            "The backend got the trace.");
        Assert.False(sent.ContainsKey("baggage"));
        Assert.False(sent.ContainsKey("tracestate"));
        await Eventually.Holds(() => Linked() is not null, "the request's span links to the trace");
        Assert.True(Linked()!.Recorded, "The sender decided that it is not recorded.");
        Assert.Contains(Linked()!.TraceId.ToHexString(), sent["traceparent"], StringComparison.Ordinal);

        Activity? Linked() => _ended.FirstOrDefault(
            activity => activity.Links.Any(link => link.Context.TraceId == _outside.TraceId && link.Context.IsRemote));
    }

    [Fact]
    public async Task Trace_of_a_trusted_subscription_is_continued()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, ("Gateway:Tracing:TrustedSubscriptions:0", "tests"));
        await SendAsync(gateway);
        Assert.Contains(_outside.TraceId.ToHexString(), Assert.Single(backend.Requests).Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_key_makes_no_trace_trusted()
    {
        await using var gateway = new TestGateway(backend: null, ("Gateway:Tracing:TrustedSubscriptions:0", "tests"));
        await SendAsync(gateway, "not-a-key-of-anybody");
        await Eventually.Holds(
            () => _ended.Any(activity => activity.Links.Any(link => link.Context.TraceId == _outside.TraceId)),
            "the request's span links to the trace");
        Assert.DoesNotContain(_ended, activity => activity.TraceId == _outside.TraceId);
    }

    [Fact]
    public void Trusted_name_that_is_no_subscription_stops_the_start()
    {
        using var gateway = new TestGateway(backend: null, ("Gateway:Tracing:TrustedSubscriptions:0", "nobody"));
        var refused = Assert.ThrowsAny<Exception>(gateway.Start);
        Assert.Contains("Gateway:Tracing:TrustedSubscriptions", refused.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _listener.Dispose();

    private async Task SendAsync(TestGateway gateway, string key = TestGateway.PrimaryKey)
    {
        using var http = gateway.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rooms");
        request.Headers.Add("Ocp-Apim-Subscription-Key", key);
        request.Headers.Add("traceparent", $"00-{_outside.TraceId}-{_outside.SpanId}-00");
        request.Headers.Add("tracestate", "vendor=1");
        request.Headers.Add("baggage", "user=somebody");
        using var answer = await http.SendAsync(request, Ct);
    }
}
