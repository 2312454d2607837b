namespace RoomChat.Web.Client.Language;

// The operator’s console.
internal sealed partial class EnglishWords
{
    public override string Console => "Operator’s console";

    public override string OpenConsole => "Open the operator’s console";

    public override string Instances => "Instances";

    public override string Instance => "Instance";

    public override string Service => "Service";

    public override string ProgramVersion => "Version";

    public override string StartedAt => "Started";

    public override string Connections => "Connections";

    public override string RoomsHere => "Rooms";

    public override string DeliveriesPerSecond => "Deliveries/s";

    public override string MessagesPerSecond => "Messages/s";

    public override string QueuedBytes => "Waiting";

    public override string MemoryUsed => "Memory";

    public override string StateOfInstance => "State";

    public override string Serving => "serving";

    public override string DrainingNow => "draining";

    public override string Drain => "Drain";

    public override string Actions => "Actions";

    public override string SearchInstances => "Search instances";

    public override string SearchRooms => "Search rooms";

    public override string RoomColumn => "Room";

    public override string MembersColumn => "Members";

    public override string LogLength => "Kept messages";

    public override string SlowModeColumn => "Slow mode";

    public override string MoreRooms => "More rooms";

    public override string NoEntries => "Nothing yet.";

    public override string SlowestConnections => "Connections with waiting bytes";

    public override string NobodyWaits => "No connection has bytes waiting.";

    public override string CloseConnections => "Close connections";

    public override string CloseTarget => "Id of a user, or of a connection";

    public override string CloseIt => "Close";

    public override string BroadcastTitle => "Message to everyone";

    public override string BroadcastField => "Text";

    public override string BroadcastSend => "Send to everyone";

    public override string HealthTitle => "Health";

    public override string CanaryColumn => "Canary";

    public override string PartsColumn => "Parts";

    public override string NotAskedYet => "not asked yet";

    public override string RefusalsTitle => "Refused requests";

    public override string SlowConsumers => "Slow consumers";

    public override string ReasonColumn => "Reason";

    public override string CountColumn => "Count";

    public override string SubscriptionColumn => "Subscription";

    public override string ActiveColumn => "Waiting messages";

    public override string DeadLettersColumn => "Dead letters";

    public override string ReadLetter => "Read one";

    public override string NextLetter => "Next";

    public override string SendAgain => "Send again";

    public override string DeleteLetter => "Delete it";

    public override string NoLetter => "There is no further dead letter.";

    public override string ServerColumn => "Server";

    public override string ClientsColumn => "Clients";

    public override string CommandsColumn => "Commands/s";

    public override string TopTitle => "Last hour";

    public override string TopRooms => "Busiest rooms";

    public override string TopUsers => "Busiest users";

    public override string ChartsTitle => "24 hours";

    public override string MessagesChart => "Messages a minute";

    public override string DeliveriesChart => "Deliveries a minute";

    public override string ActsTitle => "What operators did";

    public override string ActionColumn => "Action";

    public override string ByColumn => "By";

    public override string TargetColumn => "Target";

    public override string TimeColumn => "Time";

    public override string Confirm => "Do it";

    public override string OrderIsOut => "The order is out.";
}
