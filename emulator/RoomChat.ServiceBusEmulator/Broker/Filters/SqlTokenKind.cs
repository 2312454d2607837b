namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>What a word of a SQL condition is.</summary>
internal enum SqlTokenKind
{
    End,

    /// <summary>A keyword or a plain name.</summary>
    Word,

    /// <summary>A name in brackets or double quotes: never a keyword.</summary>
    Name,

    /// <summary>A name after <c>@</c>; the text is without it.</summary>
    Parameter,

    Text,
    Number,
    Symbol,
}
