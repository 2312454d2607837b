using System.Runtime.InteropServices;

namespace RoomChat.Messaging.RoomRates;

/// <summary>What the budgets say about one message.</summary>
/// <param name="Verdict">Whether it may be published.</param>
/// <param name="Wait">Until it may be, when it must wait; else zero.</param>
/// <param name="Messages">How many were taken out of both budgets.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoomRateAnswer(RoomRateVerdict Verdict, TimeSpan Wait = default, int Messages = 0);
