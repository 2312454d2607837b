namespace RoomChat.Web.Tokens;

/// <summary>The rule for addresses of OpenID Connect providers. An attacker could replace keys that are read over plain HTTP.</summary>
internal static class Authorities
{
    public const string Rule = "It must be an https address, or in Development an http address.";

    public static bool IsGood(string address, IHostEnvironment environment) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && environment.IsDevelopment()));
}
