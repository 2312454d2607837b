using RoomChat.Contracts.Frames;

namespace RoomChat.Realtime.Actions;

/// <summary>What a client can ask. One implementation a verb.</summary>
internal interface IClientAction
{
    /// <summary>The kind of frame that asks for it.</summary>
    Type FrameType { get; }

    /// <summary>Does it and answers on the member's connection; or answers why not.</summary>
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
