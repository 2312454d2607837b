namespace RoomChat.Benchmarks.Page;

/// <summary>What to measure of the page.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Chromium">The browser's executable.</param>
/// <param name="Rounds">Starts of each kind; 0 for none.</param>
/// <param name="SlowMegabits">Rate of the slow network, in Mbit/s.</param>
/// <param name="Keys">Key presses in each field; 0 for none.</param>
internal sealed record PagePlan(Uri Address, string Chromium, int Rounds, double SlowMegabits, int Keys);
