using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// Lets everyone in, as Microsoft's emulator does, and holds back what follows until the client has spoken (see <see cref="GatedTransport"/>).
/// </summary>
/// <param name="mechanism">The mechanism's name.</param>
internal sealed class GatedSaslProfile(string mechanism) : SaslProfile(mechanism)
{
    /// <summary>What the .NET client looks for, and the only mechanism it knows.</summary>
    public const string ServiceBusMechanism = "MSSBCBS";

    /// <summary>What all other clients use.</summary>
    public const string AnonymousMechanism = "ANONYMOUS";

    protected override ITransport UpgradeTransport(ITransport transport) =>
        transport is IAsyncTransport inner ? new GatedTransport(inner) : transport;

    protected override DescribedList GetStartCommand(string hostname) => throw new NotSupportedException("Only the listener's side is needed.");

    protected override DescribedList OnCommand(DescribedList command) =>
        new SaslOutcome { Code = command is SaslInit ? SaslCode.Ok : SaslCode.Sys };
}
