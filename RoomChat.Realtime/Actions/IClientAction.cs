using RoomChat.Contracts.Frames;

namespace RoomChat.Realtime.Actions;

/// <summary>What a client can ask. One implementation a verb.</summary>
internal interface IClientAction<in TFrame>
    where TFrame : ClientFrame
{
    /// <summary>Does it and answers on the member's connection; or answers why not.</summary>
    Task<ActionRefused?> ExecuteAsync(Memberships memberships, TFrame frame, CancellationToken ct);
}
