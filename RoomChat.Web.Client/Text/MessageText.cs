using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace RoomChat.Web.Client.Text;

/// <summary>
/// Shows the text of a message with links, emphasis, quotes, lists and code. It makes elements from the parsed parts, and never inserts
/// text as HTML.
/// </summary>
public sealed class MessageText : ComponentBase
{
    private string? _read;
    private IReadOnlyList<TextBlock> _blocks = [];

    /// <summary>The text, as it was written.</summary>
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_read == Text) return;
        (_read, _blocks) = (Text, MarkupReader.Read(Text));
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => Add(builder, _blocks);

    private void Add(RenderTreeBuilder builder, IReadOnlyList<TextBlock> blocks)
    {
        foreach (var block in blocks)
        {
            builder.OpenRegion(0);
            Add(builder, block);
            builder.CloseRegion();
        }
    }

    private void Add(RenderTreeBuilder builder, TextBlock block)
    {
        switch (block)
        {
            case TextBlock.Paragraph { Spans: var spans }:
                Open(builder, "p");
                Add(builder, spans);
                builder.CloseElement();
                break;
            case TextBlock.Quote { Blocks: var quoted }:
                Open(builder, "blockquote");
                Add(builder, quoted);
                builder.CloseElement();
                break;
            case TextBlock.Items items:
                Add(builder, items);
                break;
            case TextBlock.Code code:
                builder.OpenComponent<CodeBlock>(0);
                builder.AddComponentParameter(1, nameof(CodeBlock.Language), code.Language);
                builder.AddComponentParameter(2, nameof(CodeBlock.Text), code.Text);
                builder.CloseComponent();
                break;
        }
    }

    private void Add(RenderTreeBuilder builder, TextBlock.Items items)
    {
        Open(builder, items.Start is null ? "ul" : "ol");
        if (items.Start is { } start and not 1) builder.AddAttribute(2, "start", start);
        foreach (var item in items.Each)
        {
            builder.OpenRegion(3);
            Open(builder, "li");
            Add(builder, item);
            builder.CloseElement();
            builder.CloseRegion();
        }

        builder.CloseElement();
    }

    private void Add(RenderTreeBuilder builder, IReadOnlyList<TextSpan> spans)
    {
        foreach (var span in spans)
        {
            builder.OpenRegion(5);
            Add(builder, span);
            builder.CloseRegion();
        }
    }

    private void Add(RenderTreeBuilder builder, TextSpan span)
    {
        switch (span)
        {
            case TextSpan.Plain { Text: var text }:
                builder.AddContent(0, text);
                break;
            case TextSpan.Code { Text: var code }:
                builder.OpenElement(1, "code");
                builder.AddContent(2, code);
                builder.CloseElement();
                break;
            case TextSpan.Styled { Style: var style, Spans: var inner }:
                builder.OpenElement(3, style switch { TextStyle.Strong => "strong", TextStyle.Emphasis => "em", _ => "del" });
                Add(builder, inner);
                builder.CloseElement();
                break;
            case TextSpan.Link link:
                Add(builder, link);
                break;
        }
    }

    private void Add(RenderTreeBuilder builder, TextSpan.Link link)
    {
        builder.OpenElement(6, "a");
        builder.AddAttribute(7, "href", link.Address);
        builder.AddAttribute(8, "title", link.Address);
        builder.AddAttribute(9, "rel", "noopener noreferrer nofollow ugc");
        // A link to a room of this page opens in the same tab.
        if (!link.Address.StartsWith(Navigation.BaseUri, StringComparison.Ordinal)) builder.AddAttribute(10, "target", "_blank");
        Add(builder, link.Spans);
        builder.CloseElement();
    }

    private static void Open(RenderTreeBuilder builder, string element)
    {
        builder.OpenElement(0, element);
        builder.AddAttribute(1, "dir", "auto");
    }
}
