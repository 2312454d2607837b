namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>What a word of a SQL condition is.</summary>
internal enum SqlTokenKind
{
    End,

    /// <summary>A keyword or a plain name.</summary>
    Word,

    /// <summary>A name in brackets or double quotes: never a keyword.</summary>
    Name,

    Text,
    Number,
    Symbol,
}
