using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Transports.Compression;

[OptionsValidator]
internal sealed partial class CompressionOptionsValidator : IValidateOptions<CompressionOptions>;
