using Microsoft.Extensions.Options;

namespace RoomChat.Web.Proxies;

[OptionsValidator]
internal sealed partial class ProxyOptionsValidator : IValidateOptions<ProxyOptions>;
