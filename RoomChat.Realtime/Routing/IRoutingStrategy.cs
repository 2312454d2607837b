using RoomChat.Contracts;
using RoomChat.Realtime.Routing.Served;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// How this instance gets messages from Service Bus. All of them end in <see cref="MessageIntake"/>, which appends them to their rooms'
/// logs; the rooms' channels then bring them to every instance.
/// </summary>
internal interface IRoutingStrategy
{
    /// <summary>What <c>Routing:Strategy</c> calls it.</summary>
    string Name { get; }

    /// <summary>Whether every connection hears every room, joined or not. Only for clients that filter by themselves.</summary>
    bool ReachesEveryone => false;

    /// <summary>Whether the rooms share a few sessions, each of which can stand still for itself.</summary>
    bool SharesSessions => false;

    /// <summary>Why it must not be chosen here; null when it may. Anything else stops the start-up.</summary>
    string? Objection => null;

    /// <summary>Receives until cancelled. When it fails it is started again.</summary>
    Task RunAsync(CancellationToken ct);

    /// <summary>
    /// This instance begins to serve a room, with its first member; disposing the answer ends it, after the last. Completes when whatever
    /// is published from then on will be received by some instance. It may be called before <see cref="RunAsync"/> is, and for one room
    /// many times over.
    /// </summary>
    /// <remarks>A strategy that receives every room's messages anyway has nothing to do.</remarks>
    Task<IAsyncDisposable> ServeAsync(RoomId roomId, CancellationToken ct) => Task.FromResult<IAsyncDisposable>(ServedAnyway.Instance);
}
