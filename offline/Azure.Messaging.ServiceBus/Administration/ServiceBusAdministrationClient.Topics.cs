using Azure.Messaging.ServiceBus.Administration.Atom;

namespace Azure.Messaging.ServiceBus.Administration;

/// <content>Topics.</content>
public partial class ServiceBusAdministrationClient
{
    private static readonly AtomKind<TopicProperties> TopicKind = new(TopicXml.Name, TopicXml.Read);
    private static readonly AtomKind<TopicRuntimeProperties> TopicRuntimeKind = new(TopicXml.Name, TopicXml.ReadRuntime);

    /// <summary>Creates a topic with default settings.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: an entity has this name.</exception>
    public virtual Task<Response<TopicProperties>> CreateTopicAsync(string name, CancellationToken cancellationToken = default) =>
        CreateTopicAsync(new CreateTopicOptions(name), cancellationToken);

    /// <summary>Creates a topic.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: an entity has this name.</exception>
    public virtual Task<Response<TopicProperties>> CreateTopicAsync(CreateTopicOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TraceAsync("CreateTopic", () => PutAsync(options.Properties, isUpdate: false, cancellationToken));
    }

    /// <summary>Finds a topic.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: no topic has this name.</exception>
    public virtual Task<Response<TopicProperties>> GetTopicAsync(string name, CancellationToken cancellationToken = default)
    {
        EntityNames.CheckedPath(name, nameof(name));
        return TraceAsync("GetTopic", () => _api.GetAsync(TopicKind, name, enrich: false, cancellationToken));
    }

    /// <summary>Tells what goes on in a topic.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: no topic has this name.</exception>
    public virtual Task<Response<TopicRuntimeProperties>> GetTopicRuntimePropertiesAsync(string name, CancellationToken cancellationToken = default)
    {
        EntityNames.CheckedPath(name, nameof(name));
        return TraceAsync("GetTopicRuntimeProperties", () => _api.GetAsync(TopicRuntimeKind, name, enrich: true, cancellationToken));
    }

    /// <summary>Lists the topics, page by page while enumerated.</summary>
    public virtual AsyncPageable<TopicProperties> GetTopicsAsync(CancellationToken cancellationToken = default) =>
        _api.List(TopicKind, "$Resources/topics", cancellationToken);

    /// <summary>Lists what goes on in the topics, page by page while enumerated.</summary>
    public virtual AsyncPageable<TopicRuntimeProperties> GetTopicsRuntimePropertiesAsync(CancellationToken cancellationToken = default) =>
        _api.List(TopicRuntimeKind, "$Resources/topics", cancellationToken);

    /// <summary>Whether there is a topic of this name.</summary>
    public virtual Task<Response<bool>> TopicExistsAsync(string name, CancellationToken cancellationToken = default) =>
        ExistsAsync(() => GetTopicAsync(name, cancellationToken));

    /// <summary>Changes a topic: get it, set what is to change, and give it here.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: no topic has this name.</exception>
    public virtual Task<Response<TopicProperties>> UpdateTopicAsync(TopicProperties topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return TraceAsync("UpdateTopic", () => PutAsync(topic, isUpdate: true, cancellationToken));
    }

    /// <summary>Deletes a topic with all its messages.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: no topic has this name.</exception>
    public virtual Task<Response> DeleteTopicAsync(string name, CancellationToken cancellationToken = default)
    {
        EntityNames.CheckedPath(name, nameof(name));
        return TraceAsync("DeleteTopic", () => _api.DeleteAsync(name, cancellationToken));
    }

    private Task<Response<TopicProperties>> PutAsync(TopicProperties properties, bool isUpdate, CancellationToken ct) =>
        _api.PutAsync(TopicKind, properties.Name, new(TopicXml.Write(properties), isUpdate), ct);
}
