using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.FanOut;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>Reads a page of a room's log, for its members. <c>all</c> is open to everyone.</summary>
internal sealed class ReadHistory(IRoomLog log, RoomPolicy policy) : IClientAction<ClientFrame.History>
{
    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.History frame, CancellationToken ct)
    {
        if (ActionRefused.CheckRoomOrAll(frame.RoomId, out var roomId) is { } refused) return refused;
        if (CheckRange(frame) is { } outOfRange) return outOfRange;
        var (connection, limit) = (memberships.Connection, frame.Limit ?? ProtocolLimits.DefaultHistoryMessages);
        if (await ActionRefused.CheckRightAsync(policy, connection.Caller, RoomAction.ReadHistory, roomId!, ct) is { } forbidden)
            return forbidden;
        if (!roomId!.IsAll && memberships.Find(roomId) is null) return ActionRefused.NotJoined(roomId);
        memberships.Answer(FrameEncoder.Encode(frame.After is { } after
            ? await ReadAfterAsync(roomId, new RoomPosition(after, frame.Epoch ?? ""), limit, connection.MaxAnswerBytes, ct)
            : await ReadBeforeAsync(roomId, frame.Before, limit, connection.MaxAnswerBytes, ct)));
        return null;
    }

    private static ActionRefused? CheckRange(ClientFrame.History frame)
    {
        if (frame.Limit is < 1 or > ProtocolLimits.MaxHistoryMessages)
            return Refuse($"'limit' is 1 to {ProtocolLimits.MaxHistoryMessages}.");
        if (frame.Before is < 1) return Refuse("'before' is an offset, 1 or more.");
        if (frame.After is < 0) return Refuse("'after' is an offset, 0 or more.");
        return frame is { Before: not null, After: not null } ? Refuse("'before' and 'after' cannot be had together.") : null;

        ActionRefused Refuse(string text) => new(ErrorCode.BadFrame, text, frame.RoomId);
    }

    private async Task<ServerFrame> ReadBeforeAsync(RoomId roomId, long? before, int limit, int maxBytes, CancellationToken ct)
    {
        // One message more than requested shows whether older ones exist.
        var read = await log.ReadBeforeAsync(roomId, before, limit + 1, ct);
        List<ServerFrame.Message> messages = [.. read.Messages.TakeLast(limit).Select(Describe)];
        var fitting = AnswerSize.CountFitting(messages.AsEnumerable().Reverse(), FrameJsonContext.Wire.Message, maxBytes);
        return new ServerFrame.RoomHistory(roomId.Value, read.Head.Epoch, messages[^fitting..], read.Messages.Count > fitting);
    }

    private async Task<ServerFrame> ReadAfterAsync(RoomId roomId, RoomPosition after, int limit, int maxBytes, CancellationToken ct)
    {
        var read = await log.ReadSinceAsync(roomId, after, limit, ct);
        if (read.Recovery != Recovery.Complete)
            return new ServerFrame.RoomHistory(roomId.Value, read.Head.Epoch, [], HasMore: false, Recovered: false);
        List<ServerFrame.Message> messages = [.. read.Messages.Select(Describe)];
        messages = messages[..AnswerSize.CountFitting(messages, FrameJsonContext.Wire.Message, maxBytes)];
        return new ServerFrame.RoomHistory(
            roomId.Value,
            read.Head.Epoch,
            messages,
            HasMore: messages is [.., var last] && last.Offset < read.Head.Offset,
            Recovered: true);
    }

    private static ServerFrame.Message Describe(LoggedMessage logged) => new(
        logged.Message.RoomId.Value, logged.Message.Content, logged.Message.Timestamp, logged.Message.Id, logged.Position.Offset,
            logged.Message.User,
        logged.Message.Via);
}
