using Microsoft.Extensions.Options;

namespace RoomChat.Web.Gateway.Sockets;

[OptionsValidator]
internal sealed partial class SocketBoundsValidator : IValidateOptions<SocketBounds>;
