using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

[OptionsValidator]
internal sealed partial class OwnSubscriptionOptionsValidator : IValidateOptions<OwnSubscriptionOptions>;
