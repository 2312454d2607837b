using System.CommandLine;
using System.Diagnostics;
using System.Net.Sockets;

namespace RoomChat.Benchmarks.Hostile;

/// <summary>
/// <c>attack</c>: repeats all forbidden client actions against a gateway until it is ended. The benchmark starts it.
/// </summary>
internal sealed class AttackCommand : Command
{
    private readonly Option<Uri> _gateway = new("--gateway")
    {
        Description = "Its address.",
        Required = true,
        CustomParser = given => new Uri(given.Tokens[0].Value)
    };
    private readonly Option<string> _key = new("--key") { Description = "A key for WebSockets.", Required = true };

    public AttackCommand()
        : base("attack", "Does everything to a gateway that a client must not get away with.")
    {
        Hidden = true;
        Options.Add(_gateway);
        Options.Add(_key);
        SetAction((given, ct) => RunAsync(given.GetRequiredValue(_gateway), given.GetRequiredValue(_key), ct));
    }

    private static Task RunAsync(Uri gateway, string key, CancellationToken ct)
    {
        // Real attackers run on other machines, so their cost must not slow this one.
        using (var self = Process.GetCurrentProcess()) self.PriorityClass = ProcessPriorityClass.Idle;
        var (ws, hub) = (new Uri(gateway, $"/ws?subscription-key={key}"), new Uri(gateway, $"/hub?subscription-key={key}"));
        IEnumerable<Attack> all = [.. new SocketAttacks(ws, hub).All, .. new RequestAttacks(gateway, key).All];
        return Task.WhenAll(all.SelectMany(attack => Enumerable.Range(0, attack.Attackers).Select(_ => RepeatAsync(attack, ct))));
    }

    private static async Task RepeatAsync(Attack attack, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await attack.Once(ct);
            }
            catch (Exception refused) when (refused is SocketException or IOException or OperationCanceledException)
            {
                // The expected refusal. The attacker tries again.
            }
            await Task.Delay(attack.Pause + TimeSpan.FromMilliseconds(10), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
