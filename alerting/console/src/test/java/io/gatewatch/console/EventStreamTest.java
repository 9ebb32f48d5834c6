package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.QuotaMode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventStreamTest {
  private final RunningConsole console = new RunningConsole();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Stream<String>> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Stream::close);
    console.close();
  }

  @Test
  void aNewListenerIsToldToLoadTheListsAndThenHearsNews() throws Exception {
    console.state.alert(Samples.enumeration().withId("before").alert());
    Events events = listen(null);

    assertThat(events.next("reset")).isEqualTo("run1-1");
    console.state.alert(Samples.enumeration().withId("after").alert());
    assertThat(events.next("alert")).isEqualTo("run1-2");
    assertThat(events.data).contains("\"alertId\":\"after\"");
  }

  @Test
  void oneWhoComesBackMissesNothingAndHearsNothingTwice() throws Exception {
    for (int i = 1; i <= 4; i++) {
      console.state.alert(Samples.enumeration().withId("a-" + i).alert());
    }
    Events events = listen("run1-2");

    assertThat(events.next("alert", "reset")).isEqualTo("run1-3");
    assertThat(events.next("alert", "reset")).isEqualTo("run1-4");
    assertThat(events.data).contains("a-4");
  }

  @Test
  void oneWhoWasAwayTooLongBeginsAnew() throws Exception {
    for (int i = 0; i < EventJournal.BOUND + 10; i++) {
      console.state.alert(Samples.enumeration().withId("a-" + i).alert());
    }

    assertThat(listen("run1-3").next("alert", "reset")).isEqualTo("run1-1010");
    assertThat(listen("run0-900").next("alert", "reset")).isEqualTo("run1-1010");
  }

  @Test
  void quotasAndHealthAreToldToo() throws Exception {
    Events events = listen(null);
    events.next("reset");
    Instant now = Instant.now();
    console.state.quota(
        console.desk.halve("sample/edge/x.read/agent-1", "one", QuotaMode.ENFORCE, "a", now));

    events.next("quota");
    assertThat(events.data).contains("\"state\":\"enforced\"", "\"factor\":0.5");
    events.next("health");
    assertThat(events.data).contains("\"callsPerSecond\"", "\"stages\"");
  }

  @Test
  void everyListenerHearsABurstWhole() throws Exception {
    List<Events> listeners = List.of(listen(null), listen(null), listen(null));
    for (Events each : listeners) {
      each.next("reset");
    }
    for (int i = 1; i <= 300; i++) {
      console.state.alert(Samples.enumeration().withId("a-" + i).alert());
    }
    for (Events each : listeners) {
      for (int i = 1; i <= 300; i++) {
        assertThat(each.next("alert", "reset")).isEqualTo("run1-" + i);
      }
    }
  }

  private Events listen(String lastEventId) throws Exception {
    HttpRequest.Builder request =
        console
            .request("/api/v1/stream")
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + RunningConsole.TOKEN);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<Stream<String>> answer = http.send(request.build(), BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
    open.add(answer.body());
    return new Events(answer.body().iterator());
  }

  /** Reads events as a browser would. */
  private static final class Events {
    private final Iterator<String> lines;
    private String data = "";

    Events(Iterator<String> lines) {
      this.lines = lines;
    }

    /** Waits for the next event of one of these names; answers its id. */
    String next(String... names) {
      String id = "";
      String event = "";
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty()) {
          if (List.of(names).contains(event)) {
            return id;
          }
          id = "";
        }
      }
      throw new AssertionError("the stream ended");
    }
  }
}
