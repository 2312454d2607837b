using RoomChat.Contracts;

namespace RoomChat.Tests.Messaging.RoomLog;

// A message id belongs to its sender.
public abstract partial class RoomLogContract
{
    [Fact]
    public async Task Same_id_of_another_sender_is_a_separate_message()
    {
        var log = await OpenLogAsync();
        var mallory = await log.AppendAsync(By("mallory", "order-18"), Ct);
        var program = await log.AppendAsync(By("subscription:orders", "order-18"), Ct);
        Assert.Equal((1, 2), (mallory.Offset, program.Offset));
        Assert.Equal(program, await log.AppendAsync(By("subscription:orders", "order-18"), Ct));
        Assert.Equal(mallory, await log.AppendAsync(By("mallory", "order-18"), Ct));
        var read = await log.ReadBeforeAsync(_room, before: null, 10, Ct);
        Assert.Equal(["mallory", "subscription:orders"], read.Messages.Select(logged => logged.Message.User.Id));
    }

    [Fact]
    public async Task Senders_in_one_batch_have_separate_ids()
    {
        var log = await OpenLogAsync();
        ChatMessage[] batch = [By("ann", "m1"), By("bob", "m1"), By("ann", "m2"), By("ann", "m1"), By("bob", "m2"), By("bob", "m1")];
        long[] expected = [1, 2, 3, 1, 4, 2];
        Assert.Equal(expected, (await log.AppendAsync(batch, Ct)).Select(position => position.Offset));
        // As after a crash before the batch was settled.
        Assert.Equal(expected, (await log.AppendAsync(batch, Ct)).Select(position => position.Offset));
    }

    [Fact]
    public async Task Trimmed_id_still_belongs_to_its_sender_alone()
    {
        var log = await OpenLogAsync(keptMessages: 10);
        await AppendAsync(log, 40);
        var positions = await log.AppendAsync([Said.Message(_room, "m3"), By("mallory", "m3")], Ct);
        Assert.Equal([3, 41], positions.Select(position => position.Offset));
    }

    [Fact]
    public async Task Ids_and_senders_with_equal_joined_text_stay_separate()
    {
        var log = await OpenLogAsync();
        var positions = await log.AppendAsync([By("b-c", "a"), By("c", "a-b"), By("b:c", "a"), By("c", "a:b")], Ct);
        Assert.Equal([1, 2, 3, 4], positions.Select(position => position.Offset));
    }

    private ChatMessage By(string userId, string id) =>
        Said.Message(_room, id, $"{id} of {userId}") with { User = new ChatUser(userId, "Somebody") };
}
