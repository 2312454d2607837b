namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>The parts of the status page that do not change.</summary>
internal static class StatusMarkup
{
    public const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Service Bus emulator</title>
        <style>
        :root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a404b); --quiet: light-dark(#5b6472, #a2abb9); --error: light-dark(#b3261e, #ff8a80);
          --warning: light-dark(#8a5300, #ffc66d); --link: light-dark(#1a5fb4, #8ab4f8); }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 75rem; background: light-dark(#fff, #16191f); color: light-dark(#1c2026, #e6e9ee); }
        h1 { font-size: 1.5rem; margin: 0 0 1rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; } a { color: var(--link); }
        dl { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; } dl div { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; flex: 1 1 7rem; }
        dt, small { color: var(--quiet); font-size: .875rem; font-weight: normal; } dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
        .table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
        th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        thead th { color: var(--quiet); font-size: .875rem; font-weight: normal; }
        th:first-child { text-align: left; } tbody th { font-weight: 600; white-space: normal; overflow-wrap: anywhere; } .none { color: var(--quiet); }
        ol { list-style: none; margin: 0; padding: 0; max-height: 20rem; overflow-y: auto; } li { border-left: .25rem solid var(--warning); margin: .5rem 0; padding: .1rem .75rem; overflow-wrap: anywhere; }
        li.error { border-color: var(--error); } li small { display: block; }
        @media (max-width: 45rem) {
          thead { position: absolute; clip-path: inset(50%); } tr { display: flex; flex-wrap: wrap; gap: 0 1rem; border-bottom: 1px solid var(--line); padding: .5rem 0; }
          th:first-child { flex: 1 0 100%; } th, td { border: 0; padding: 0; display: block; } td::before { content: attr(data-name) " "; color: var(--quiet); font-size: .875rem; }
          td.none { display: none; }
        }
        </style>
        </head>
        <body>
        <main>
        <h1>Service Bus emulator</h1>
        """;

    public const string EntitiesHead = """
        <div class="table" role="region" aria-label="Entities" tabindex="0"><table><thead><tr><th scope="col">Name</th><th scope="col">Active</th><th scope="col">Locked</th>
        <th scope="col">Deferred</th><th scope="col">Scheduled</th><th scope="col">Dead letters</th><th scope="col">Not forwarded</th>
        <th scope="col">Senders</th><th scope="col">Receivers</th></tr></thead><tbody>
        """;

    public const string Tail = """
        </main>
        </body>
        </html>
        """;
}
