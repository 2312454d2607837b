namespace RoomChat.Web.Client.Text;

/// <summary>A block of a message, on its own lines. It holds text and addresses, never HTML.</summary>
internal abstract record TextBlock
{
    private TextBlock() { }

    /// <summary>Lines of text.</summary>
    public sealed record Paragraph(IReadOnlyList<TextSpan> Spans) : TextBlock;

    /// <summary>A quotation.</summary>
    public sealed record Quote(IReadOnlyList<TextBlock> Blocks) : TextBlock;

    /// <summary>Code between fences.</summary>
    /// <param name="Language">The text after the opening fence; empty when there is none.</param>
    /// <param name="Text">The lines, as they were written.</param>
    public sealed record Code(string Language, string Text) : TextBlock;

    /// <summary>A list.</summary>
    /// <param name="Start">The first number; null for a list with bullets.</param>
    /// <param name="Each">The blocks of each item.</param>
    public sealed record Items(int? Start, IReadOnlyList<IReadOnlyList<TextBlock>> Each) : TextBlock;
}
