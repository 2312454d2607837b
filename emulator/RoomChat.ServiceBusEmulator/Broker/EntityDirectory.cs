using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// Finds entities by their paths. Reads are thread-safe. Callers must serialize <see cref="Add"/> and <see cref="Remove"/>.
/// </summary>
internal sealed class EntityDirectory
{
    private readonly ConcurrentDictionary<EntityPath, IEntity> _entities = new();
    private readonly ConcurrentDictionary<EntityPath, MessageQueue> _sources = new();

    public IEnumerable<IEntity> Entities => _entities.Values;

    public IEnumerable<MessageQueue> Sources => _sources.Values;

    public bool Contains(EntityPath path) => _entities.ContainsKey(path);

    public bool TryGet<T>(EntityPath path, [NotNullWhen(true)] out T? entity) where T : class, IEntity
    {
        entity = _entities.GetValueOrDefault(path) as T;
        return entity is not null;
    }

    public bool TryGetSource(EntityPath path, [NotNullWhen(true)] out MessageQueue? source) => _sources.TryGetValue(path, out source);

    /// <exception cref="EntityException">No entity of that kind has this path.</exception>
    public T Get<T>(EntityPath path) where T : class, IEntity =>
        TryGet<T>(path, out var entity) ? entity : throw EntityException.NotFound(path.Name);

    public void Add(IEntity entity)
    {
        foreach (var source in entity.Sources) _sources[source.Path] = source;
        _entities[entity.Path] = entity;
    }

    public void Remove(IEntity entity)
    {
        _entities.TryRemove(entity.Path, out _);
        foreach (var source in entity.Sources) _sources.TryRemove(source.Path, out _);
    }
}
