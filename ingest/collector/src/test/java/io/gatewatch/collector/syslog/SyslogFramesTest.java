package io.gatewatch.collector.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.LineParser;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SyslogFramesTest {
  private EmbeddedChannel channel = new EmbeddedChannel(new SyslogFrames("test"));

  @Test
  void countedFramesAndLinesMayFollowOneAnother() {
    send("8 <1>a\nb\nc<2>line\r\n{\"raw\":1}\n5 <3>xy");
    assertThat(frames()).containsExactly("<1>a\nb\nc", "<2>line\r", "{\"raw\":1}", "<3>xy");
  }

  @Test
  void aLineThatStartsWithANumberIsALine() {
    send("192.0.2.1 - - [x] \"GET / HTTP/1.1\" 200\n200 OK\n12345678901234567890123 <\n0 <1>\n");
    assertThat(frames())
        .containsExactly(
            "192.0.2.1 - - [x] \"GET / HTTP/1.1\" 200",
            "200 OK",
            "12345678901234567890123 <",
            "0 <1>");
  }

  @Property(tries = 500)
  void howTheStreamFallsIntoPacketsMakesNoDifference(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> packets) {
    String stream = "8 <1>a\nb\nc<2>a line\n{\"raw\":1}\n\n192.0.2.1 x\n5 <3>xy5 <4>zz<5>end\n";
    channel = new EmbeddedChannel(new SyslogFrames("test"));
    int at = 0;
    for (int i = 0; at < stream.length(); i++) {
      int to = Math.min(stream.length(), at + packets.get(i % packets.size()));
      send(stream.substring(at, to));
      at = to;
    }
    assertThat(frames())
        .containsExactly(
            "<1>a\nb\nc", "<2>a line", "{\"raw\":1}", "192.0.2.1 x", "<3>xy", "<4>zz", "<5>end");
  }

  @Test
  void aLineOverTheLimitIsHandedOnCutAndSkippedToItsEnd() {
    String part = "x".repeat(100_000);
    for (int i = 0; i < 12; i++) {
      send(part);
    }
    send(part + "\nnext\n");
    List<String> frames = frames();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0)).hasSize(LineParser.MAX_LINE_BYTES + 1);
    assertThat(frames.get(1)).isEqualTo("next");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aLineOfExactlyTheLimitIsWhole() {
    send("y".repeat(LineParser.MAX_LINE_BYTES) + "\n");
    assertThat(frames()).singleElement().asString().hasSize(LineParser.MAX_LINE_BYTES);
  }

  @Test
  void aHugeCountClosesTheConnectionAndHoldsNoMemory() {
    send("99999999999 <134>1 - h a p m - {}");
    assertThat(frames()).singleElement().asString().startsWith("99999999999 <134>");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whatIsThereWhenTheOtherSideClosesIsHandedOn() {
    send("<1>no line end");
    assertThat(frames()).isEmpty();
    channel.finish();
    assertThat(frames()).containsExactly("<1>no line end");

    channel = new EmbeddedChannel(new SyslogFrames("test"));
    send("200 <1>half a frame");
    channel.finish();
    assertThat(frames()).containsExactly("200 <1>half a frame");
  }

  @Property(tries = 2_000)
  void anyBytesAreCut(@ForAll @Size(max = 200) byte[] bytes) {
    channel = new EmbeddedChannel(new SyslogFrames("test"));
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    channel.finish();
    int length = frames().stream().mapToInt(String::length).sum();
    assertThat(length).isLessThanOrEqualTo(bytes.length);
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  private List<String> frames() {
    List<String> frames = new ArrayList<>();
    for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
      frames.add(new String((byte[]) frame, StandardCharsets.ISO_8859_1));
    }
    return frames;
  }
}
