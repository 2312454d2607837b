namespace RoomChat.Web.Client.Text;

/// <summary>A part of a line of a message.</summary>
internal abstract record TextSpan
{
    private TextSpan() { }

    /// <summary>Plain text. It may have line breaks.</summary>
    public sealed record Plain(string Text) : TextSpan;

    /// <summary>Bold, italic or struck text.</summary>
    public sealed record Styled(TextStyle Style, IReadOnlyList<TextSpan> Spans) : TextSpan;

    /// <summary>Code within a line.</summary>
    public sealed record Code(string Text) : TextSpan;

    /// <summary>A link.</summary>
    /// <param name="Address">The target: http, https or mailto.</param>
    /// <param name="Spans">The shown label.</param>
    public sealed record Link(string Address, IReadOnlyList<TextSpan> Spans) : TextSpan;
}
