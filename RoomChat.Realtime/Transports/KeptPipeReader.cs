using System.IO.Pipelines;

namespace RoomChat.Realtime.Transports;

/// <summary>A <see cref="PipeReader"/> whose <see cref="Complete"/> does nothing.</summary>
internal sealed class KeptPipeReader(PipeReader reader) : PipeReader
{
    public override bool TryRead(out ReadResult result) => reader.TryRead(out result);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => reader.ReadAsync(cancellationToken);

    public override void AdvanceTo(SequencePosition consumed) => reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => reader.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        // The connection's owner completes it when the connection closes.
    }
}
