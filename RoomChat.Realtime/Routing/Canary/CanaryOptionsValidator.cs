using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Routing.Canary;

[OptionsValidator]
internal sealed partial class CanaryOptionsValidator : IValidateOptions<CanaryOptions>;
