using Microsoft.Extensions.Options;

namespace RoomChat.Web.Limits;

[OptionsValidator]
internal sealed partial class GatewayLimitOptionsValidator : IValidateOptions<GatewayLimitOptions>;
