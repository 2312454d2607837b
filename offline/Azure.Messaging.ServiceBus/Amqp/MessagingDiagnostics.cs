using System.Diagnostics;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Traces: one source for each class of the client, and the context of the trace on the messages.</summary>
internal static class MessagingDiagnostics
{
    /// <summary>The trace context in the W3C form, under the name older clients know.</summary>
    public const string DiagnosticId = "Diagnostic-Id";

    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";

    public static readonly ActivitySource Sender = new("Azure.Messaging.ServiceBus.ServiceBusSender");
    public static readonly ActivitySource Receiver = new("Azure.Messaging.ServiceBus.ServiceBusReceiver");
    public static readonly ActivitySource SessionReceiver = new("Azure.Messaging.ServiceBus.ServiceBusSessionReceiver");
    public static readonly ActivitySource Processor = new("Azure.Messaging.ServiceBus.ServiceBusProcessor");
    public static readonly ActivitySource SessionProcessor = new("Azure.Messaging.ServiceBus.ServiceBusSessionProcessor");
    public static readonly ActivitySource RuleManager = new("Azure.Messaging.ServiceBus.ServiceBusRuleManager");
    public static readonly ActivitySource Administration = new("Azure.Messaging.ServiceBus.Administration.ServiceBusAdministrationClient");
    private static readonly ActivitySource MessageSource = new("Azure.Messaging.ServiceBus.Message");

    /// <summary>Begins a span for a call to the broker; null when nobody listens.</summary>
    public static Activity? Start(ActivitySource source, string name, ActivityKind kind, string entityPath, string host, ActivityContext parent = default)
    {
        var activity = parent == default ? source.StartActivity(name, kind) : source.StartActivity(name, kind, parent);
        return activity?
            .SetTag("messaging.system", "servicebus")
            .SetTag("messaging.destination.name", entityPath)
            .SetTag("server.address", host)
            .SetTag("az.namespace", "Microsoft.ServiceBus");
    }

    /// <summary>Begins a span for the handling of a message, as a child of its sender's; null when nobody listens.</summary>
    public static Activity? StartProcessing(ActivitySource source, string name, ServiceBusReceivedMessage message, string entityPath, string host) =>
        Start(source, name, ActivityKind.Consumer, entityPath, host, ContextOf(message))?.SetTag("messaging.message.id", message.MessageId);

    /// <summary>Marks a span as failed.</summary>
    public static void Fail(this Activity? activity, Exception exception) =>
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message).SetTag("error.type", exception.GetType().FullName);

    /// <summary>Runs what a span is for, and marks it as failed when it throws.</summary>
    public static Task TraceAsync(this Activity? activity, Func<Task> operation) => activity.TraceAsync<object?>(async () =>
    {
        await operation();
        return null;
    });

    /// <summary>Runs what a span is for, and marks it as failed when it throws.</summary>
    public static async Task<T> TraceAsync<T>(this Activity? activity, Func<Task<T>> operation)
    {
        try
        {
            return await operation();
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }

    /// <summary>Writes the trace context on a message that has none, so that its receiver can go on with the trace.</summary>
    public static void Instrument(ServiceBusMessage message, string entityPath, string host)
    {
        var properties = message.ApplicationProperties;
        if (properties.ContainsKey(DiagnosticId) || properties.ContainsKey(TraceParent)) return;
        using var span = Start(MessageSource, "Message", ActivityKind.Producer, entityPath, host);
        var activity = span ?? Activity.Current;
        if (activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } id }) return;
        properties[DiagnosticId] = id;
        properties[TraceParent] = id;
        if (!string.IsNullOrEmpty(activity.TraceStateString)) properties[TraceState] = activity.TraceStateString;
    }

    /// <summary>The trace context that came with a message; default when none did.</summary>
    public static ActivityContext ContextOf(ServiceBusReceivedMessage message)
    {
        var properties = message.ApplicationProperties;
        var id = properties.GetValueOrDefault(TraceParent) as string ?? properties.GetValueOrDefault(DiagnosticId) as string;
        return ActivityContext.TryParse(id, properties.GetValueOrDefault(TraceState) as string, isRemote: true, out var context) ? context : default;
    }
}
