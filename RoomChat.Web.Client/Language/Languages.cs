namespace RoomChat.Web.Client.Language;

/// <summary>The languages of the page.</summary>
public static class Languages
{
    /// <summary>English, the default.</summary>
    public static Words English { get; } = new EnglishWords();

    /// <summary>All languages, in the order of the settings dialog.</summary>
    public static IReadOnlyList<Words> All { get; } = [English, new GermanWords()];

    /// <summary>The language of a code such as <c>de-AT</c>; English when the page does not have it.</summary>
    public static Words Of(string? code) =>
        All.FirstOrDefault(words => code is not null && code.Split('-')[0].Equals(words.Code, StringComparison.OrdinalIgnoreCase))
        ?? English;
}
