using RoomChat.Contracts.Frames;

namespace RoomChat.Realtime.Actions;

/// <summary>An action of clients. One implementation per action.</summary>
internal interface IClientAction
{
    /// <summary>The frame type of the action.</summary>
    Type FrameType { get; }

    /// <summary>Runs the action and answers on the member's connection, or returns a refusal.</summary>
    Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame frame, CancellationToken ct);
}

/// <inheritdoc/>
internal interface IClientAction<in TFrame> : IClientAction
    where TFrame : ClientFrame
{
    Type IClientAction.FrameType => typeof(TFrame);

    /// <inheritdoc cref="IClientAction.ExecuteAsync"/>
    Task<ActionRefused?> ExecuteAsync(Memberships memberships, TFrame frame, CancellationToken ct);

    Task<ActionRefused?> IClientAction.ExecuteAsync(Memberships memberships, ClientFrame frame, CancellationToken ct) =>
        ExecuteAsync(memberships, (TFrame)frame, ct);
}
