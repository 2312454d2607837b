using System.ComponentModel.DataAnnotations;

namespace RoomChat.Identity.Development;

/// <summary>The one client of the provider: the gateway. Section <c>Client</c>.</summary>
internal sealed class ClientOptions
{
    public const string Section = "Client";

    /// <summary>Its id.</summary>
    [Required]
    public string Id { get; set; } = "roomchat-web";

    /// <summary>Its secret. The AppHost makes one for each run.</summary>
    [Required, MinLength(16)]
    public string Secret { get; set; } = "";

    /// <summary>Its address, as <c>http://localhost:8080</c>. Users are redirected only to it.</summary>
    [Required]
    public Uri? Address { get; set; }

    /// <summary>Whether users may be redirected to an address: of this machine, under any of its names, at the client's port.</summary>
    public bool IsOurs(string? address, string path) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.Port == Address!.Port && uri.AbsolutePath == path;
}
