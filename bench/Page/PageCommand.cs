using System.CommandLine;
using RoomChat.Benchmarks.Commands;

namespace RoomChat.Benchmarks.Page;

/// <summary><c>page</c>: <see cref="PageRun"/>.</summary>
internal sealed class PageCommand : Command
{
    private readonly Option<string> _address = new("--address")
    {
        Description = "Where the page is.",
        DefaultValueFactory = _ => "http://localhost:8080",
    };

    private readonly Option<string> _chromium = new("--chromium")
    {
        Description = "The browser's executable.",
        DefaultValueFactory = _ => "/usr/bin/chromium",
    };

    private readonly Option<int> _rounds = OptionOf.Count("--rounds", 3, "Starts of each kind; the median counts. 0 for none.", least: 0);
    private readonly Option<double> _rate = OptionOf.Amount("--rate", "MBIT", 1.6, "The slow network's rate, in Mbit/s both ways.");

    private readonly Option<int> _keys =
        OptionOf.Count("--keys", 60, "Key presses in each field of a page with many messages and rooms. 0 for none.", least: 0);

    public PageCommand()
        : base("page", "Opens the page of a running RoomChat in Chromium: first, again, and over a slow network; types and scrolls in it.")
    {
        Options.Add(_address);
        Options.Add(_chromium);
        Options.Add(_rounds);
        Options.Add(_rate);
        Options.Add(_keys);
        _address.Validators.Add(given =>
        {
            if (!Uri.TryCreate(given.GetValue(_address), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                given.AddError("--address must be an absolute http or https address.");
        });
        SetAction(async (given, ct) => await PageRun.RunAsync(PlanOf(given), Console.Out, ct) ? 0 : 1);
    }

    /// <summary>The plan of a command line.</summary>
    public PagePlan PlanOf(ParseResult given) =>
        new(
            new Uri(given.GetValue(_address)!), given.GetValue(_chromium)!, given.GetValue(_rounds), given.GetValue(_rate),
            given.GetValue(_keys));
}
