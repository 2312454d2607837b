using System.Diagnostics.Metrics;

namespace RoomChat.Tests.Realtime;

/// <summary>Makes meters that nobody reads.</summary>
internal sealed class UnheardMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose() { }
}
