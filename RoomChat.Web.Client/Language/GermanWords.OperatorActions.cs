namespace RoomChat.Web.Client.Language;

// The operator’s console: texts about single items.
internal sealed partial class GermanWords
{
    public override string AskDrain(string id, int connections) =>
        $"Instanz {id} bittet ihre {(connections == 1 ? "Verbindung" : $"{Number(connections)} Verbindungen")}, sich neu zu verbinden, "
        + "und endet. Eine andere wird gestartet.";

    public override string AskClose(string target) =>
        $"Die Verbindungen von „{target}“ werden geschlossen. Ihre Klienten dürfen wiederkommen.";

    public override string AskBroadcast(string text) => $"Alle, die verbunden sind, lesen: „{text}“";

    public override string AskSendAgain(long number) =>
        $"Die unzustellbare Nachricht {Number(number)} geht in ihren Raum, falls der sie nicht hat.";

    public override string AskDelete(long number) => $"Die unzustellbare Nachricht {Number(number)} ist dann endgültig weg.";

    public override string DrainInstance(string id) => $"Instanz {id} leeren";

    public override string CloseOf(string id) => $"Verbindung von {id} schließen";

    public override string ReadLetterOf(string subscription) => $"Eine lesen aus {subscription}";

    public override string Unread(string problem) => $"Nicht aktuell: {problem}";

    public override string Shown(int shown, int total) => $"{Number(shown)} von {Number(total)}";

    public override string ChartSummary(string title, long last, long most) =>
        $"{title}: zuletzt {Number(last)}, höchstens {Number(most)}";

    public override string Seconds(int seconds) => seconds == 0 ? "–" : $"{Number(seconds)} Sek.";
}
