using System.Text;

namespace RoomChat.Web.Client.Text;

// The pieces read so far. Later markers may combine them.
internal sealed partial class SpanReader
{
    private static List<TextSpan> Spans(List<Piece> pieces)
    {
        var spans = new List<TextSpan>();
        var plain = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (piece.Span is TextSpan.Plain text)
            {
                plain.Append(text.Text);
                continue;
            }

            Flush(plain, spans);
            spans.Add(piece.Span);
        }

        Flush(plain, spans);
        return spans;
    }

    private static void Flush(StringBuilder plain, List<TextSpan> spans)
    {
        if (plain.Length == 0) return;
        spans.Add(new TextSpan.Plain(plain.ToString()));
        plain.Clear();
    }

    private void EndPlain()
    {
        if (_plain.Length == 0) return;
        Add(new Piece(new TextSpan.Plain(_plain.ToString()), 0));
        _plain.Clear();
    }

    private void Add(Piece piece) => _pieces.Add(piece);

    private sealed record Piece(TextSpan Span, int Depth)
    {
        public bool HasLink { get; init; }
    }
}
