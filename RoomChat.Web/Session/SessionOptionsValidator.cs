using Microsoft.Extensions.Options;

namespace RoomChat.Web.Session;

[OptionsValidator]
internal sealed partial class SessionOptionsValidator : IValidateOptions<SessionOptions>;
