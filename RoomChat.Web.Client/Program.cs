using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using RoomChat.Web.Client;
using RoomChat.Web.Client.Connection;

if (!OperatingSystem.IsBrowser()) throw new PlatformNotSupportedException("The page runs in a browser.");
await BrowserSocket.LoadAsync();
var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.AddChat();
await builder.Build().RunAsync();
