namespace RoomChat.Realtime.Routing;

/// <summary>How this instance gets messages from Service Bus. All of them end in <see cref="MessageIntake"/>.</summary>
internal interface IRoutingStrategy
{
    /// <summary>What <c>Routing:Strategy</c> calls it.</summary>
    string Name { get; }

    /// <summary>Receives until cancelled. When it fails it is started again.</summary>
    Task RunAsync(CancellationToken ct);
}
