using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Orchestration;

[JsonSourceGenerationOptions(ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(LaunchSettings))]
internal sealed partial class LaunchSettingsJsonContext : JsonSerializerContext;
