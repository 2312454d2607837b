using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Routing;

[OptionsValidator]
internal sealed partial class RoutingOptionsValidator : IValidateOptions<RoutingOptions>;
