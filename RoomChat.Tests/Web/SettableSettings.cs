using Microsoft.Extensions.Configuration;

namespace RoomChat.Tests.Web;

/// <summary>Settings that a test can change while the gateway runs.</summary>
internal sealed class SettableSettings(Dictionary<string, string?> settings) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(settings);

    internal sealed class Provider : ConfigurationProvider
    {
        public Provider(Dictionary<string, string?> settings)
        {
            Data = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);
        }

        public void Replace(Dictionary<string, string?> settings)
        {
            Data = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);
            OnReload();
        }
    }
}
