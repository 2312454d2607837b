using System.Runtime.InteropServices;

namespace RoomChat.Messaging.RoomRates;

/// <summary>The budgets' answer for one message.</summary>
/// <param name="Verdict">Whether it may be published.</param>
/// <param name="Wait">Remaining wait; zero when there is none.</param>
/// <param name="Messages">Number of messages taken from both budgets.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoomRateAnswer(RoomRateVerdict Verdict, TimeSpan Wait = default, int Messages = 0);
