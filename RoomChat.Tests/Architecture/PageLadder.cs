namespace RoomChat.Tests.Architecture;

/// <summary>
/// The ladder of the page's client: its model, which draws nothing, then components, then the pages that are made of them.
/// </summary>
internal static class PageLadder
{
    // The folders of the model use one another: settings choose the language, and the memory keeps the settings.
    private static readonly string[] Model = ["Alerts", "Language", "Memory", "Settings", "State", "Text"];
    private static readonly string[] Parts = [.. Model, "Connection", "Layout", "Members", "SignIn", "Toasts"];

    internal static IReadOnlyDictionary<string, string[]> MayUse { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Text"] = [],
        ["Language"] = Model,
        ["Memory"] = Model,
        ["Settings"] = Model,
        ["Alerts"] = Model,
        ["State"] = Model,
        ["Connection"] = Model,
        ["Layout"] = [.. Model, "Toasts"],
        ["Members"] = Model,
        ["SignIn"] = [.. Model, "Layout"],
        ["Toasts"] = Model,
        ["Rooms"] = Parts,
        ["Messages"] = Parts,
        ["Dialogs"] = Parts,
        ["Pages"] = [.. Parts, "Rooms", "Messages", "Dialogs"],
        ["Operator"] = [.. Parts, "Dialogs", "Pages"],
    };
}
