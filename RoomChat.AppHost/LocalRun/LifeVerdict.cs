namespace RoomChat.AppHost.LocalRun;

/// <summary>The reaction to a change of a resource's state.</summary>
internal enum LifeVerdict
{
    /// <summary>Do nothing: the program runs, or was asked to stop.</summary>
    GoesOn,

    /// <summary>It ended by itself: start it again.</summary>
    StartAgain,

    /// <summary>It cannot start at all: end the run.</summary>
    GiveUp,
}
