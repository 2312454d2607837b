using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Connections;

[OptionsValidator]
internal sealed partial class ConnectionOptionsValidator : IValidateOptions<ConnectionOptions>;
