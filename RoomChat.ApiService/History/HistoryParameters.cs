using Microsoft.AspNetCore.Mvc;

namespace RoomChat.ApiService.History;

/// <summary>The parameters of a history request, as text, so that an error can name the field. See <see cref="HistoryQuery"/>.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Before">An offset, 1 or more: the newest messages before it.</param>
/// <param name="After">An offset, 0 or more: the oldest messages after it.</param>
/// <param name="Epoch">The epoch that <paramref name="After"/> counts in; left out, any will do.</param>
/// <param name="Limit">Most messages to give.</param>
internal sealed record HistoryParameters(
    [FromRoute(Name = "room_id")] string RoomId,
    [FromQuery(Name = "before")] string? Before,
    [FromQuery(Name = "after")] string? After,
    [FromQuery(Name = "epoch")] string? Epoch,
    [FromQuery(Name = "limit")] string? Limit);
