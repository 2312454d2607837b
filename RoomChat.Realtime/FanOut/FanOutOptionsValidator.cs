using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.FanOut;

[OptionsValidator]
internal sealed partial class FanOutOptionsValidator : IValidateOptions<FanOutOptions>;
