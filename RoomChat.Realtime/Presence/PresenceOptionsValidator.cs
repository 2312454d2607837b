using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Presence;

[OptionsValidator]
internal sealed partial class PresenceOptionsValidator : IValidateOptions<PresenceOptions>;
