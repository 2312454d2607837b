using System.Globalization;
using System.Net;
using System.Text;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>Renders the entities and the last errors as one HTML page that loads no other files.</summary>
internal sealed class StatusPage(ServiceBusNamespace entities, OpenConnections connections, RecentErrors errors, TimeProvider time)
{
    /// <summary>More rows would not help the reader, and browsers would render the page slowly.</summary>
    private const int MostRows = 1000;

    /// <summary>The page with the current state.</summary>
    public string Render()
    {
        var all = entities.Entities.OrderBy(static entity => entity.Path.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var html = new StringBuilder(StatusMarkup.Head);
        AddSummary(html, all);

        // Errors come before the entities, because there may be many entities.
        html.Append("<h2>Last warnings and errors</h2>");
        AddErrors(html);
        html.Append("<h2>Entities</h2>");
        if (all.Count == 0)
            html.Append("<p>There are none. Name some in a configuration file, or make them over the administration API.</p>");
        else AddEntities(html, all);
        return html.Append(StatusMarkup.Tail).ToString();
    }

    private void AddSummary(StringBuilder html, List<IEntity> all)
    {
        html.Append("<dl>");
        Fact("Queues", all.OfType<Queue>().Count());
        Fact("Topics", all.OfType<Topic>().Count());
        Fact("Subscriptions", all.OfType<Subscription>().Count());
        Fact("Connections", connections.Count);
        html.Append(CultureInfo.InvariantCulture, $"</dl><p>As of {Time(time.GetUtcNow())}. <a href=\"/\">Look again</a></p>");

        void Fact(string name, int value) => html.Append(CultureInfo.InvariantCulture, $"<div><dt>{name}</dt><dd>{value:N0}</dd></div>");
    }

    private static void AddEntities(StringBuilder html, List<IEntity> all)
    {
        html.Append(StatusMarkup.EntitiesHead);
        foreach (var entity in all.Take(MostRows))
        {
            var counts = entity.Counts;
            html.Append(
                CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(entity.Path.Name)} <small>{KindOf(entity)}</small></th>");
            Cell("Active", counts.Active + counts.Transfer);
            Cell("Locked", counts.Locked);
            Cell("Deferred", counts.Deferred);
            Cell("Scheduled", counts.Scheduled);
            Cell("Dead letters", counts.DeadLettered);
            Cell("Not forwarded", counts.TransferDeadLettered);
            Cell("Senders", entity.Life.Senders);
            Cell("Receivers", entity.Life.Receivers);
            html.Append("</tr>");
        }

        html.Append("</tbody></table></div>");
        if (all.Count > MostRows) html.Append(CultureInfo.InvariantCulture, $"<p>{all.Count - MostRows:N0} more are not shown.</p>");

        void Cell(string name, long value) => html.Append(
            CultureInfo.InvariantCulture, $"<td data-name=\"{name}\"{(value == 0 ? " class=\"none\"" : "")}>{value:N0}</td>");
    }

    private void AddErrors(StringBuilder html)
    {
        var all = errors.All;
        if (all.Count == 0)
        {
            html.Append("<p>None since the emulator started.</p>");
            return;
        }

        html.Append("<ol tabindex=\"0\" aria-label=\"Last warnings and errors\">");
        foreach (var error in all)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"{(error.Level >= LogLevel.Error ? "error" : "warning")}\">")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<small>{Time(error.At)} {error.Level} {Text(error.Source)}</small> {Text(error.Message)}</li>");
        }

        html.Append("</ol>");
    }

    private static string KindOf(IEntity entity)
    {
        var kind = entity switch { Queue => "queue", Topic => "topic", _ => "subscription" };
        var target = (entity as IForwardingEntity)?.ForwardTo;
        var status = entity.Status == Entities.EntityStatus.Active ? "" : $", {entity.Status}";
        return Text(target is null ? kind + status : $"{kind}{status}, forwards to {target}");
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
