package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowApiTest {
  private static final String RELEASE =
      "{\"maintenance\": [{\"id\": \"r1\", \"reason\": \"release\", \"where\": \"bank/*\", \"by\": \"ada\","
          + " \"from\": \"2026-03-02T22:00:00Z\", \"to\": \"2026-03-03T02:00:00Z\"}]}";
  private static final String ALERT = "a-0123456789abcdef";
  private static final String SNOOZE =
      "{\"snoozes\": [{\"alert\": \""
          + ALERT
          + "\", \"reason\": \"known\", \"by\": \"mia\","
          + " \"until\": \"2026-03-02T22:00:00Z\"}]}";

  private final RunningConsole console = new RunningConsole();

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void aWindowIsAnnouncedShownReplacedAndEnded() {
    HttpResponse<String> announced = put("/api/v1/maintenance/release", RELEASE);
    assertThat(announced.statusCode()).isEqualTo(200);
    assertThat(announced.body())
        .contains("\"version\":1")
        .contains("\"effectiveFrom\":\"1970-01-01T00:01:00.000Z\"");
    assertThat(console.get("/api/v1/maintenance").body()).contains("\"id\":\"release\"");
    assertThat(console.get("/api/v1/maintenance/release").body()).contains("bank/*");

    assertThat(put("/api/v1/maintenance/release", RELEASE.replace("r1", "r2")).body())
        .contains("\"version\":2");
    assertThat(end("/api/v1/maintenance/release", "?by=ada").statusCode()).isEqualTo(200);
    assertThat(console.get("/api/v1/maintenance").body()).isEqualTo("{\"items\":[]}");
    assertThat(console.get("/api/v1/maintenance/release").statusCode()).isEqualTo(404);
    assertThat(end("/api/v1/maintenance/release", "?by=ada").statusCode()).isEqualTo(404);
  }

  @Test
  void whoAnnouncesOrSilencesHasToBeNamed() {
    HttpResponse<String> window =
        put("/api/v1/maintenance/x", RELEASE.replace(" \"by\": \"ada\",", ""));
    assertThat(window.statusCode()).isEqualTo(400);
    assertThat(window.body()).contains("maintenance r1: by: missing");
    String nameless = SNOOZE.replace("\"mia\"", "\" \"");
    assertThat(put("/api/v1/snoozes/" + ALERT, nameless).body()).contains("by: missing");
    assertThat(console.get("/api/v1/maintenance").body()).isEqualTo("{\"items\":[]}");
    assertThat(console.get("/api/v1/snoozes").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void whoEndsItHasToBeNamedAndStandsInTheRecordAndTheLog() {
    put("/api/v1/snoozes/" + ALERT, SNOOZE);
    String path = "/api/v1/snoozes/" + ALERT;
    for (String query : List.of("", "?by=", "?by=%20", "?by=mia%0Aadmin%20was%20here")) {
      HttpResponse<String> refused = end(path, query);
      assertThat(refused.statusCode()).as(query).isEqualTo(400);
      assertThat(refused.body()).contains("by: missing");
    }
    assertThat(console.get(path).statusCode()).isEqualTo(200);

    List<String> logged =
        Logged.by(
            WindowApi.class.getName(),
            () -> assertThat(end(path, "?by=mia").statusCode()).isEqualTo(200));
    assertThat(logged)
        .containsExactly("snooze " + ALERT + " was ended by version 2, asked for by mia");
    assertThat(console.shelf.newest("snooze").get(0).payload()).isEqualTo("{\"by\":\"mia\"}");
    assertThat(console.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void aSnoozeIsOfTheAlertThatTheAddressNames() {
    assertThat(put("/api/v1/snoozes/" + ALERT, SNOOZE).statusCode()).isEqualTo(200);
    assertThat(console.get("/api/v1/snoozes").body()).contains(ALERT).contains("known");

    String other = "/api/v1/snoozes/a-ffffffffffffffff";
    assertThat(put(other, SNOOZE).statusCode()).isEqualTo(400);
    assertThat(console.get(other).statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsToldInOneLineAndNothingIsWritten() {
    assertThat(put("/api/v1/maintenance/x", RELEASE.replace("2026-03-03T02", "2026-03-01T02")))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
        .satisfies(answer -> assertThat(answer.body()).contains("to is not after from"));
    assertThat(put("/api/v1/maintenance/x", RELEASE.replace("reason", "raeson")).body())
        .contains("raeson");
    assertThat(put("/api/v1/maintenance/x", "").statusCode()).isEqualTo(400);
    assertThat(put("/api/v1/maintenance/x", SNOOZE).statusCode()).isEqualTo(400);
    assertThat(put("/api/v1/maintenance/x%20y", RELEASE).statusCode()).isEqualTo(400);
    assertThat(put("/api/v1/snoozes/given", SNOOZE).statusCode()).isEqualTo(400);
    assertThat(console.get("/api/v1/maintenance").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void noFormOfAnotherPageCanAnnounceAndNoStranger() {
    HttpRequest.Builder request =
        console
            .request("/api/v1/maintenance/x")
            .PUT(BodyPublishers.ofString(RELEASE))
            .header("Content-Type", "text/plain");
    assertThat(console.send(request.build()).statusCode()).isEqualTo(401);
    request.header("Authorization", "Bearer " + RunningConsole.TOKEN);
    assertThat(console.send(request.build()).statusCode()).isEqualTo(415);
    assertThat(put("/api/v1/maintenance/x", "#".repeat(WindowApi.LARGEST + 1)).statusCode())
        .isEqualTo(413);
  }

  private HttpResponse<String> end(String path, String query) {
    return send("DELETE", path + query, "");
  }

  private HttpResponse<String> put(String path, String body) {
    return send("PUT", path, body);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return console.send(
        console
            .request(path)
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + RunningConsole.TOKEN)
            .header("Content-Type", "application/json")
            .build());
  }
}
