namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>The kind of a SQL token.</summary>
internal enum SqlTokenKind
{
    End,

    /// <summary>A keyword or a plain name.</summary>
    Word,

    /// <summary>A name in brackets or double quotes: never a keyword.</summary>
    Name,

    /// <summary>A name after <c>@</c>; the text excludes the <c>@</c>.</summary>
    Parameter,

    Text,
    Number,
    Symbol,
}
