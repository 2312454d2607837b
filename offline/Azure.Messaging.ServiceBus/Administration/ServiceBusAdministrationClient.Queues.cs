using Azure.Messaging.ServiceBus.Administration.Atom;

namespace Azure.Messaging.ServiceBus.Administration;

/// <content>Queues.</content>
public partial class ServiceBusAdministrationClient
{
    private static readonly AtomKind<QueueProperties> QueueKind = new(QueueXml.Name, QueueXml.Read);
    private static readonly AtomKind<QueueRuntimeProperties> QueueRuntimeKind = new(QueueXml.Name, QueueXml.ReadRuntime);

    /// <summary>Creates a queue with default settings.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: an entity has this name.</exception>
    public virtual Task<Response<QueueProperties>> CreateQueueAsync(string name, CancellationToken cancellationToken = default) =>
        CreateQueueAsync(new CreateQueueOptions(name), cancellationToken);

    /// <summary>Creates a queue.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: an entity has this name.</exception>
    public virtual Task<Response<QueueProperties>> CreateQueueAsync(CreateQueueOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TraceAsync("CreateQueue", () => PutAsync(options.Properties, isUpdate: false, cancellationToken));
    }

    /// <summary>Finds a queue.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: no queue has this name.</exception>
    public virtual Task<Response<QueueProperties>> GetQueueAsync(string name, CancellationToken cancellationToken = default)
    {
        EntityNames.CheckedPath(name, nameof(name));
        return TraceAsync("GetQueue", () => _api.GetAsync(QueueKind, name, enrich: false, cancellationToken));
    }

    /// <summary>Tells what goes on in a queue.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: no queue has this name.</exception>
    public virtual Task<Response<QueueRuntimeProperties>> GetQueueRuntimePropertiesAsync(string name, CancellationToken cancellationToken = default)
    {
        EntityNames.CheckedPath(name, nameof(name));
        return TraceAsync("GetQueueRuntimeProperties", () => _api.GetAsync(QueueRuntimeKind, name, enrich: true, cancellationToken));
    }

    /// <summary>Lists the queues, page by page while enumerated.</summary>
    public virtual AsyncPageable<QueueProperties> GetQueuesAsync(CancellationToken cancellationToken = default) =>
        _api.List(QueueKind, "$Resources/queues", cancellationToken);

    /// <summary>Lists what goes on in the queues, page by page while enumerated.</summary>
    public virtual AsyncPageable<QueueRuntimeProperties> GetQueuesRuntimePropertiesAsync(CancellationToken cancellationToken = default) =>
        _api.List(QueueRuntimeKind, "$Resources/queues", cancellationToken);

    /// <summary>Whether there is a queue of this name.</summary>
    public virtual Task<Response<bool>> QueueExistsAsync(string name, CancellationToken cancellationToken = default) =>
        ExistsAsync(() => GetQueueAsync(name, cancellationToken));

    /// <summary>Changes a queue: get it, set what is to change, and give it here.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: no queue has this name.</exception>
    public virtual Task<Response<QueueProperties>> UpdateQueueAsync(QueueProperties queue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return TraceAsync("UpdateQueue", () => PutAsync(queue, isUpdate: true, cancellationToken));
    }

    /// <summary>Deletes a queue with all its messages.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: no queue has this name.</exception>
    public virtual Task<Response> DeleteQueueAsync(string name, CancellationToken cancellationToken = default)
    {
        EntityNames.CheckedPath(name, nameof(name));
        return TraceAsync("DeleteQueue", () => _api.DeleteAsync(name, cancellationToken));
    }

    private Task<Response<QueueProperties>> PutAsync(QueueProperties properties, bool isUpdate, CancellationToken ct) =>
        _api.PutAsync(QueueKind, properties.Name, new(QueueXml.Write(properties, _api.AddressOf), isUpdate, properties.ForwardTo, properties.ForwardDeadLetteredMessagesTo), ct);
}
