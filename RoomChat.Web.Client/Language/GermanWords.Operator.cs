namespace RoomChat.Web.Client.Language;

// The operator’s console.
internal sealed partial class GermanWords
{
    public override string Console => "Betriebskonsole";

    public override string OpenConsole => "Betriebskonsole öffnen";

    public override string Instances => "Instanzen";

    public override string Instance => "Instanz";

    public override string Service => "Dienst";

    public override string ProgramVersion => "Programmstand";

    public override string StartedAt => "Gestartet";

    public override string Connections => "Verbindungen";

    public override string RoomsHere => "Räume";

    public override string DeliveriesPerSecond => "Zustellungen/s";

    public override string MessagesPerSecond => "Nachrichten/s";

    public override string QueuedBytes => "Wartend";

    public override string MemoryUsed => "Speicher";

    public override string StateOfInstance => "Zustand";

    public override string Serving => "bedient";

    public override string DrainingNow => "wird geleert";

    public override string Drain => "Leeren";

    public override string Actions => "Aktionen";

    public override string SearchInstances => "Instanzen suchen";

    public override string SearchRooms => "Räume suchen";

    public override string RoomColumn => "Raum";

    public override string MembersColumn => "Mitglieder";

    public override string LogLength => "Aufbewahrt";

    public override string SlowModeColumn => "Langsam-Modus";

    public override string MoreRooms => "Weitere Räume";

    public override string NoEntries => "Noch nichts.";

    public override string SlowestConnections => "Verbindungen mit wartenden Bytes";

    public override string NobodyWaits => "Keine Verbindung hat wartende Bytes.";

    public override string CloseConnections => "Verbindungen schließen";

    public override string CloseTarget => "Kennung eines Benutzers oder einer Verbindung";

    public override string CloseIt => "Schließen";

    public override string BroadcastTitle => "Nachricht an alle";

    public override string BroadcastField => "Wortlaut";

    public override string BroadcastSend => "An alle senden";

    public override string HealthTitle => "Gesundheit";

    public override string CanaryColumn => "Testnachricht";

    public override string PartsColumn => "Teile";

    public override string NotAskedYet => "noch nicht gefragt";

    public override string RefusalsTitle => "Abgewiesene Anfragen";

    public override string SlowConsumers => "Zu langsame Verbindungen";

    public override string ReasonColumn => "Grund";

    public override string CountColumn => "Anzahl";

    public override string SubscriptionColumn => "Abonnement";

    public override string ActiveColumn => "Wartende Nachrichten";

    public override string DeadLettersColumn => "Unzustellbar";

    public override string ReadLetter => "Eine lesen";

    public override string NextLetter => "Nächste";

    public override string SendAgain => "Noch einmal senden";

    public override string DeleteLetter => "Löschen";

    public override string NoLetter => "Es gibt keine weitere unzustellbare Nachricht.";

    public override string ServerColumn => "Rechner";

    public override string ClientsColumn => "Klienten";

    public override string CommandsColumn => "Befehle/s";

    public override string TopTitle => "Letzte Stunde";

    public override string TopRooms => "Lebhafteste Räume";

    public override string TopUsers => "Lebhafteste Benutzer";

    public override string ChartsTitle => "Letzte 24 Stunden";

    public override string MessagesChart => "Nachrichten pro Minute";

    public override string DeliveriesChart => "Zustellungen pro Minute";

    public override string ActsTitle => "Was Betreiber getan haben";

    public override string ActionColumn => "Aktion";

    public override string ByColumn => "Von";

    public override string TargetColumn => "Ziel";

    public override string TimeColumn => "Zeit";

    public override string Confirm => "Ausführen";

    public override string OrderIsOut => "Der Auftrag ist erteilt.";
}
