using Microsoft.Extensions.Options;

namespace RoomChat.ServiceDefaults.Connections;

[OptionsValidator]
internal sealed partial class ConnectionBoundsValidator : IValidateOptions<ConnectionBounds>;
