using FsCheck.Xunit;
using RoomChat.Contracts;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class MessageLogTests
{
    [Property]
    public bool List_keeps_its_messages_after_lists_derived_from_it(int[] steps)
    {
        var (logs, models) = (new List<MessageLog> { MessageLog.Empty }, new List<List<MessageEntry>> { new() });
        foreach (var (index, step) in steps.Index())
        {
            // Each step continues from any of the existing lists: two lists may share memory.
            var from = (int)((uint)step % (uint)logs.Count);
            var (entry, model) = (Entry(index), new List<MessageEntry>(models[from]));
            var isBehind = step % 2 == 0;
            model.Insert(isBehind ? model.Count : 0, entry);
            logs.Add(isBehind ? logs[from].Append(entry) : logs[from].Prepend(entry));
            models.Add(model);
        }

        return logs.Zip(models).All(pair => pair.First.SequenceEqual(pair.Second));
    }

    [Fact]
    public void Message_keeps_its_place_while_others_come_before_and_behind()
    {
        var log = MessageLog.Empty.Append(Entry(5));
        var place = log.First;
        foreach (var offset in new[] { 4, 3, 2 }) log = log.Prepend(Entry(offset));
        log = log.Append(Entry(6)).Skip(1);
        Assert.Equal(5, log[place - log.First].Offset);
        Assert.Equal(2, log.IndexOf(5));
    }

    private static MessageEntry Entry(long offset) =>
        new($"m{offset}", "x", DateTimeOffset.UnixEpoch, new ChatUser("u", "U"), offset, Delivery.Delivered);
}
