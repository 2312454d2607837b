namespace RoomChat.Web.Client.Language;

// The operator’s console.
public abstract partial class Words
{
    private const int BytesOfStep = 1024;
    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A number with grouped digits.</summary>
    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>A number with at most one decimal.</summary>
    public string Figure(double number) => number.ToString(number % 1 == 0 ? "N0" : "N1", Culture);

    /// <summary>A number of bytes, with its unit.</summary>
    public string Bytes(long bytes)
    {
        double size = bytes;
        var unit = 0;
        for (; size >= BytesOfStep && unit < ByteUnits.Length - 1; unit++) size /= BytesOfStep;
        return $"{Figure(Math.Round(size, 1))} {ByteUnits[unit]}";
    }

    public abstract string Console { get; }

    public abstract string OpenConsole { get; }

    public abstract string Instances { get; }

    public abstract string Instance { get; }

    public abstract string Service { get; }

    public abstract string ProgramVersion { get; }

    public abstract string StartedAt { get; }

    public abstract string Connections { get; }

    public abstract string RoomsHere { get; }

    public abstract string DeliveriesPerSecond { get; }

    public abstract string MessagesPerSecond { get; }

    public abstract string QueuedBytes { get; }

    public abstract string MemoryUsed { get; }

    public abstract string StateOfInstance { get; }

    public abstract string Serving { get; }

    public abstract string DrainingNow { get; }

    public abstract string Drain { get; }

    public abstract string Actions { get; }

    public abstract string SearchInstances { get; }

    public abstract string SearchRooms { get; }

    public abstract string RoomColumn { get; }

    public abstract string MembersColumn { get; }

    public abstract string LogLength { get; }

    public abstract string SlowModeColumn { get; }

    public abstract string MoreRooms { get; }

    public abstract string NoEntries { get; }

    public abstract string SlowestConnections { get; }

    public abstract string NobodyWaits { get; }

    public abstract string CloseConnections { get; }

    public abstract string CloseTarget { get; }

    public abstract string CloseIt { get; }

    public abstract string BroadcastTitle { get; }

    public abstract string BroadcastField { get; }

    public abstract string BroadcastSend { get; }

    public abstract string HealthTitle { get; }

    public abstract string CanaryColumn { get; }

    public abstract string PartsColumn { get; }

    public abstract string NotAskedYet { get; }

    public abstract string RefusalsTitle { get; }

    public abstract string SlowConsumers { get; }

    public abstract string ReasonColumn { get; }

    public abstract string CountColumn { get; }

    public abstract string SubscriptionColumn { get; }

    public abstract string ActiveColumn { get; }

    public abstract string DeadLettersColumn { get; }

    public abstract string ReadLetter { get; }

    public abstract string NextLetter { get; }

    public abstract string SendAgain { get; }

    public abstract string DeleteLetter { get; }

    public abstract string NoLetter { get; }

    public abstract string ServerColumn { get; }

    public abstract string ClientsColumn { get; }

    public abstract string CommandsColumn { get; }

    public abstract string TopTitle { get; }

    public abstract string TopRooms { get; }

    public abstract string TopUsers { get; }

    public abstract string ChartsTitle { get; }

    public abstract string MessagesChart { get; }

    public abstract string DeliveriesChart { get; }

    public abstract string ActsTitle { get; }

    public abstract string ActionColumn { get; }

    public abstract string ByColumn { get; }

    public abstract string TargetColumn { get; }

    public abstract string TimeColumn { get; }

    public abstract string Confirm { get; }

    public abstract string OrderIsOut { get; }

    public abstract string AskDrain(string id, int connections);

    public abstract string AskClose(string target);

    public abstract string AskBroadcast(string text);

    public abstract string AskSendAgain(long number);

    public abstract string AskDelete(long number);

    public abstract string DrainInstance(string id);

    public abstract string CloseOf(string id);

    public abstract string ReadLetterOf(string subscription);

    public abstract string Unread(string problem);

    public abstract string Shown(int shown, int total);

    public abstract string ChartSummary(string title, long last, long most);

    public abstract string Seconds(int seconds);
}
