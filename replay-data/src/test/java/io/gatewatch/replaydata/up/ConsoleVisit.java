package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Somebody who is logged in to the console, follows its stream from then on and opens its pages.
 */
final class ConsoleVisit {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/metrics",
          "/healthz",
          "/readyz",
          "/api/v1/alerts",
          "/api/v1/quotas",
          "/api/v1/health");

  private final String address;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<String> stream = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<?> following;

  ConsoleVisit(RunningUp up) {
    String printed =
        up.output().stream().filter(line -> line.contains("/?token=")).findFirst().orElseThrow();
    String link = printed.substring(printed.indexOf("http"));
    address = link.substring(0, link.indexOf("/?"));
    token = link.substring(link.indexOf('=') + 1);
    following =
        http.sendAsync(request("/api/v1/stream"), HttpResponse.BodyHandlers.ofLines())
            .thenAcceptAsync(answer -> answer.body().forEach(stream::add));
  }

  /** What the stream has told since. */
  String stream() {
    assertThat(following).isNotCompletedExceptionally();
    return String.join("\n", stream);
  }

  /** What its pages hold now, by address. */
  Map<String, String> pages(List<String> alertIds) throws IOException, InterruptedException {
    Map<String, String> pages = new TreeMap<>();
    for (String page : PAGES) {
      pages.put(page, get(page));
    }
    for (String alertId : alertIds) {
      pages.put("/api/v1/alerts/" + alertId, get("/api/v1/alerts/" + alertId));
    }
    return pages;
  }

  private String get(String page) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request(page), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(page).isEqualTo(200);
    return answer.headers().map() + answer.body();
  }

  private HttpRequest request(String page) {
    return HttpRequest.newBuilder(URI.create(address + page))
        .header("authorization", "Bearer " + token)
        .build();
  }
}
