namespace RoomChat.Web.Client.Language;

// The operator’s console: texts about single items.
internal sealed partial class EnglishWords
{
    public override string AskDrain(string id, int connections) =>
        $"Instance {id} asks its {(connections == 1 ? "connection" : $"{Number(connections)} connections")} to reconnect elsewhere, "
        + "and stops. The platform starts another one.";

    public override string AskClose(string target) => $"The connections of “{target}” are closed. Their clients may come back.";

    public override string AskBroadcast(string text) => $"Everyone who is connected reads: “{text}”";

    public override string AskSendAgain(long number) => $"Dead letter {Number(number)} goes to its room, if that does not have it.";

    public override string AskDelete(long number) => $"Dead letter {Number(number)} is gone for good.";

    public override string DrainInstance(string id) => $"Drain instance {id}";

    public override string CloseOf(string id) => $"Close the connection of {id}";

    public override string ReadLetterOf(string subscription) => $"Read one of {subscription}";

    public override string Unread(string problem) => $"Not up to date: {problem}";

    public override string Shown(int shown, int total) => $"{Number(shown)} of {Number(total)}";

    public override string ChartSummary(string title, long last, long most) => $"{title}: last {Number(last)}, most {Number(most)}";

    public override string Seconds(int seconds) => seconds == 0 ? "–" : $"{Number(seconds)} s";
}
