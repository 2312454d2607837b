using RoomChat.Contracts;
using RoomChat.Realtime.Routing.Served;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// Receives this instance's messages from Service Bus. All strategies use <see cref="MessageIntake"/>, which appends messages to their
/// rooms' logs. The rooms' channels then carry them to every instance.
/// </summary>
internal interface IRoutingStrategy
{
    /// <summary>Its name in <c>Routing:Strategy</c>.</summary>
    string Name { get; }

    /// <summary>Whether every connection receives every room, joined or not. Only for clients that filter themselves.</summary>
    bool ReachesEveryone => false;

    /// <summary>Whether the rooms share a few sessions, each of which can be blocked separately.</summary>
    bool SharesSessions => false;

    /// <summary>Why the strategy is not allowed here; null when it is. A text stops the start-up.</summary>
    string? Objection => null;

    /// <summary>Receives until cancelled. After a failure it is started again.</summary>
    Task RunAsync(CancellationToken ct);

    /// <summary>
    /// Starts to serve a room, for its first member on this instance; disposal ends it. Completes when some instance receives all messages
    /// published from then on. It may be called before <see cref="RunAsync"/>, and many times for one room.
    /// </summary>
    /// <remarks>A strategy that receives all rooms' messages does nothing here.</remarks>
    Task<IAsyncDisposable> ServeAsync(RoomId roomId, CancellationToken ct) => Task.FromResult<IAsyncDisposable>(ServedAnyway.Instance);
}
