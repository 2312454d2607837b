namespace RoomChat.Benchmarks.Fuzz;

/// <summary>The results of the inputs of one target.</summary>
internal sealed class FuzzOutcome(string target)
{
    private readonly List<string> _faults = [];

    public string Target { get; } = target;

    public int Accepted { get; set; }

    public int Refused { get; set; }

    public TimeSpan Slowest { get; private set; }

    /// <summary>The slowest input in hexadecimal.</summary>
    public string SlowestInput { get; private set; } = "";

    /// <summary>Faults, each with its input.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public void AddTime(TimeSpan time, byte[] input)
    {
        if (time <= Slowest) return;
        Slowest = time;
        SlowestInput = Convert.ToHexString(input);
    }

    public void AddFault(string what, byte[] input) => _faults.Add($"{Target}: {what}\n  input {Convert.ToHexString(input)}");
}
