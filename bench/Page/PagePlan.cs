namespace RoomChat.Benchmarks.Page;

/// <summary>The measurements of the page.</summary>
/// <param name="Address">The address of the page.</param>
/// <param name="Chromium">The browser's executable.</param>
/// <param name="Rounds">Starts of each kind, or 0 for none.</param>
/// <param name="SlowMegabits">Rate of the slow network in Mbit/s.</param>
/// <param name="Keys">Key presses in each field, or 0 for none.</param>
internal sealed record PagePlan(Uri Address, string Chromium, int Rounds, double SlowMegabits, int Keys);
