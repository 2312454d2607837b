using System.Diagnostics.Metrics;

namespace RoomChat.Tests.Realtime;

/// <summary>Creates meters without listeners.</summary>
internal sealed class UnheardMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose() { }
}
