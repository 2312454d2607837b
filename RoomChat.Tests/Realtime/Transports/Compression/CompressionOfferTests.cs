using Microsoft.Extensions.Primitives;
using RoomChat.Realtime.Transports.Compression;

namespace RoomChat.Tests.Realtime.Transports.Compression;

/// <summary>The rules come from https://www.rfc-editor.org/rfc/rfc7692#section-7.1.</summary>
public sealed class CompressionOfferTests
{
    [Theory]
    [InlineData("permessage-deflate")]
    [InlineData("permessage-deflate; client_max_window_bits")]
    [InlineData("Permessage-Deflate;client_max_window_bits=10;server_no_context_takeover")]
    [InlineData("permessage-deflate; client_no_context_takeover; server_max_window_bits=\"15\"")]
    [InlineData("x-webkit-frame, permessage-deflate; server_max_window_bits=10, permessage-deflate")]
    public void An_offer_is_accepted(string header) => Assert.True(CompressionOffer.IsAcceptable(header));

    [Theory]
    [InlineData("")]
    [InlineData(",;,")]
    [InlineData("x-webkit-deflate-frame")]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [InlineData("permessage-deflate; server_no_context_takeover=1")]
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; server_max_window_bits=10")]
    [InlineData("permessage-deflate; client_max_window_bits=7")]
    [InlineData("permessage-deflate; client_max_window_bits=16")]
    [InlineData("permessage-deflate; client_max_window_bits=08")]
    [InlineData("permessage-deflate; ")]
    public void Offer_that_is_invalid_or_limits_the_server_is_declined(string header) =>
        Assert.False(CompressionOffer.IsAcceptable(header));

    [Fact]
    public void Offers_may_come_in_several_headers() =>
        Assert.True(CompressionOffer.IsAcceptable(new StringValues(["permessage-deflate; unknown", "permessage-deflate"])));
}
