using Microsoft.Extensions.Options;

namespace RoomChat.Web.Gateway.Direct;

[OptionsValidator]
internal sealed partial class DirectOptionsValidator : IValidateOptions<DirectOptions>;
